//! The colours of the interactive charts: canvas cannot read the page's CSS, so both themes stand here.

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
    /// Slots without a whole value.
    pub missing: &'static str,
    /// Outline of such slots.
    pub missing_line: &'static str,
}

const LIGHT: Palette = Palette {
    text: "#4a5560",
    ink: "#16212b",
    alert: "#b42318",
    usual: "rgba(86,96,106,0.16)",
    grid: "#e6e3dd",
    paper: "#fbfaf7",
    value: "#2b73b7",
    compared: "#6f9dcb",
    quiet: "#f1eee7",
    missing: "rgba(180,83,9,0.10)",
    missing_line: "#b45309",
};

const DARK: Palette = Palette {
    text: "#b4b1a9",
    ink: "#e7e3da",
    alert: "#f28b82",
    usual: "rgba(163,168,171,0.20)",
    grid: "#232b34",
    paper: "#12181f",
    value: "#6fb0ea",
    compared: "#4a79a6",
    quiet: "#19212a",
    missing: "rgba(240,180,90,0.14)",
    missing_line: "#e0a050",
};

impl Palette {
    /// Of the dark or the light theme.
    pub fn of(dark: bool) -> &'static Self {
        if dark { &DARK } else { &LIGHT }
    }
}
