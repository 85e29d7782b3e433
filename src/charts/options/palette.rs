//! The colours of the interactive charts: canvas cannot read the page's CSS, so both themes stand here, the same as in
//! `style/tokens.css`.

/// The colours of one theme.
pub(super) struct Palette {
    /// Labels of axes.
    pub text: &'static str,
    /// Grid lines, barely there.
    pub grid: &'static str,
    /// Labels inside the plot.
    pub ink: &'static str,
    /// The dot of an unusual day; its sign says how grave.
    pub alert: &'static str,
    /// The band of what is usual.
    pub usual: &'static str,
    /// Behind the tooltip.
    pub paper: &'static str,
    /// The period shown.
    pub value: &'static str,
    /// The period it is compared with: the same hue, lighter.
    pub compared: &'static str,
    /// Nights and weekends.
    pub quiet: &'static str,
    /// The hatch of slots without a whole value.
    pub missing: &'static str,
}

const LIGHT: Palette = Palette {
    text: "#56606a",
    ink: "#16212b",
    alert: "#b42318",
    usual: "#56606a2b",
    grid: "#d9d6cf",
    paper: "#fbfaf7",
    value: "#2b73b7",
    compared: "#7d8791",
    quiet: "#f1eee7",
    missing: "#85888a",
};

const DARK: Palette = Palette {
    text: "#a3a8ab",
    ink: "#e7e3da",
    alert: "#f28b82",
    usual: "#a3a8ab38",
    grid: "#2b343d",
    paper: "#12181f",
    value: "#6fa8dc",
    compared: "#8a949e",
    quiet: "#1a222b",
    missing: "#77818b",
};

impl Palette {
    /// Of the dark or the light theme.
    pub fn of(dark: bool) -> &'static Self {
        if dark { &DARK } else { &LIGHT }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_colours_are_those_of_the_page() {
        let tokens = include_str!("../../../style/tokens.css");
        let pairs = |of: fn(&Palette) -> &'static str| (of(&LIGHT), of(&DARK));
        for (token, (light, dark)) in [
            ("soft", pairs(|palette| palette.text)),
            ("ink", pairs(|palette| palette.ink)),
            ("critical", pairs(|palette| palette.alert)),
            ("usual", pairs(|palette| palette.usual)),
            ("line", pairs(|palette| palette.grid)),
            ("paper", pairs(|palette| palette.paper)),
            ("value", pairs(|palette| palette.value)),
            ("compared", pairs(|palette| palette.compared)),
            ("quiet-band", pairs(|palette| palette.quiet)),
            ("edge", pairs(|palette| palette.missing)),
        ] {
            let line = format!("--{token}: light-dark({light}, {dark});");
            assert!(tokens.contains(&line), "{line}");
        }
    }
}
