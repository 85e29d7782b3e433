//! What is known about a file besides its bytes.

/// For formats that do not say whose meter they are of.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints<'a> {
    /// The name under which the file came; a PRM in it counts when `number` is not given.
    pub file_name: Option<&'a str>,
    /// The meter's number, when somebody gave it.
    pub number: Option<&'a str>,
}

impl Hints<'_> {
    /// The number that was given, else the first 14 or 18 digits in a row in the file's name.
    #[must_use]
    pub fn meter(&self) -> Option<String> {
        let given = self.number.map(super::table::text::number).filter(|number| !number.is_empty());
        given.or_else(|| {
            let runs = self.file_name?.split(|c: char| !c.is_ascii_digit());
            runs.into_iter().find(|run| matches!(run.len(), 14 | 18)).map(str::to_owned)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_counts_before_the_name() {
        let name = Some("historique_conso_09775542606818_2024-10-27.csv");
        assert_eq!(Hints { file_name: name, number: None }.meter().as_deref(), Some("09775542606818"));
        let given = Hints { file_name: name, number: Some(" 1977 5542606818") };
        assert_eq!(given.meter().as_deref(), Some("19775542606818"));
        assert_eq!(Hints { file_name: Some("20240101-20241231.csv"), number: Some(" ") }.meter(), None);
    }
}
