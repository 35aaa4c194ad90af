//! The cover: city, department, year, goals.

use super::super::strings;
use super::{Writer, anchor};
use crate::model::Document;

impl Writer<'_> {
    pub(super) fn cover(&mut self, document: &Document) {
        let info = &document.document;
        self.html.raw("<dl class=\"fields\">");
        if let Some(city) = &info.municipality {
            self.html.say_in("dt", &[], strings::MUNICIPALITY);
            self.html.element(
                "dd",
                &[],
                &format!("{} {} ({})", city.prefecture, city.name, city.code),
            );
        }
        if let Some(department) = &info.department {
            self.html.say_in("dt", &[], strings::DEPARTMENT);
            self.html.open("dd", &[]);
            self.value("/document/department", department);
            self.html.close("dd");
        }
        if let Some(year) = &info.fiscal_year {
            self.html.say_in("dt", &[], strings::FISCAL_YEAR);
            self.html.open("dd", &[]);
            let pages: Vec<u32> = (1..=document.source.pages).collect();
            let titles = self.titles(year, &pages);
            self.tied("/document/fiscal_year", year, &titles);
            self.dates(
                info.fiscal_year_start.as_deref(),
                info.fiscal_year_end.as_deref(),
            );
            self.html.close("dd");
        }
        self.html.raw("</dl>");
        self.goals(document);
    }

    fn goals(&mut self, document: &Document) {
        self.html
            .say_in("h3", &[("id", &anchor("/document/goals"))], strings::GOALS);
        self.written.insert("/document/goals".to_owned());
        self.html.raw("<ol class=\"goals\">");
        for (n, goal) in document.document.goals.iter().enumerate() {
            let pointer = format!("/document/goals/{n}");
            self.html.open("li", &[]);
            self.name(
                "span",
                &[("class", "marker")],
                &format!("{pointer}/no"),
                &goal.no.to_string(),
            );
            self.html.raw(" ");
            self.value(&format!("{pointer}/title"), &goal.title);
            if let Some(department) = &goal.department {
                self.html.raw(" ");
                self.html.element("span", &[("class", "note")], department);
            }
            self.html.close("li");
        }
        self.html.raw("</ol>");
    }
}
