//! ECharts options, built with charming's typed structs on the server. The browser gets JSON without any function.
//!
//! Every chart has two horizontal axes over the same slots. The hidden one carries a column for each slot, as high as
//! the plot: it shows nights, weekends and missing values, bears the slot's text and takes the click. The other one
//! carries the values.

mod palette;
mod words;

use crate::{
    charts::svg,
    domain::{anomaly::Severity, units::Joules},
    views::{
        building::{ChartKind, ChartView, Slot, SlotState, Usual},
        format::{Language, Unit, power_unit},
    },
};
use charming::{
    Chart,
    component::{Axis, Grid},
    datatype::{CompositeValue, DataPoint, DataPointItem},
    element::{
        AreaStyle, AxisLabel, AxisTick, AxisType, BorderType, ItemStyle, Label, LabelPosition, LineStyle,
        LineStyleType, SplitLine, Step, Symbol, TextStyle, Tooltip, Trigger,
    },
    series::{Bar, Line},
};
use palette::Palette;
use serde::Serialize;
use words::Words;

/// What a chart looks like and says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionLabels {
    /// What the chart shows, in one sentence: its text alternative.
    pub title: String,
    /// The language of labels and tooltips.
    pub language: Language,
    /// Colours of the dark theme.
    pub dark: bool,
}

#[derive(Serialize)]
struct Options<'a> {
    #[serde(flatten)]
    chart: Chart,
    aria: Aria<'a>,
}

// charming's own `Aria` has no description.
#[derive(Serialize)]
struct Aria<'a> {
    enabled: bool,
    label: AriaLabel<'a>,
}

#[derive(Serialize)]
struct AriaLabel<'a> {
    enabled: bool,
    description: &'a str,
}

/// The options of `view` as JSON text.
///
/// # Errors
/// When a number cannot be written; none of ours is such.
pub fn json(view: &ChartView, labels: &OptionLabels) -> Result<String, serde_json::Error> {
    let aria = Aria { enabled: true, label: AriaLabel { enabled: true, description: &labels.title } };
    serde_json::to_string(&Options { chart: chart(view, labels), aria })
}

fn chart(view: &ChartView, labels: &OptionLabels) -> Chart {
    let (palette, words) = (Palette::of(labels.dark), Words::of(labels.language));
    let unit = unit(view);
    let value = |value: Option<i64>, slot: &Slot| number(view, unit, value, slot);
    let text = |slot: &Slot| words.tooltip(view, slot, labels.language);
    let shown: Vec<DataPoint> =
        view.slots.iter().map(|slot| item(value(view.value(slot), slot), text(slot), slot.state, palette)).collect();
    let compared: Vec<DataPoint> =
        view.slots.iter().map(|slot| DataPoint::from(value(view.compared(slot), slot))).collect();
    let negative = view.slots.iter().flat_map(|slot| [view.value(slot), view.compared(slot)]).flatten().any(|v| v < 0);
    let mut chart = Chart::new()
        .animation(false)
        .grid(Grid::new().left("8").right("16").top("36").bottom("8").contain_label(true))
        .tooltip(tooltip(palette))
        .x_axis(slots_axis(view, labels.language, palette))
        .x_axis(Axis::new().type_(AxisType::Category).show(false).data(indices(view)))
        .y_axis(value_axis(unit, palette, negative))
        .y_axis(Axis::new().type_(AxisType::Value).show(false).min(0).max(1))
        .series(columns(view, words, labels.language, palette));
    if view.slots.iter().any(|slot| slot.usual.is_some()) {
        let bound = |part: fn(Usual) -> Joules| {
            let bound = |slot: &Slot| DataPoint::from(value(slot.usual.map(part).map(|energy| energy.0), slot));
            view.slots.iter().map(bound).collect::<Vec<_>>()
        };
        let (low, width) = (bound(|usual| usual.low), bound(|usual| usual.high - usual.low));
        let unseen = LineStyle::new().width(0).opacity(0);
        let stacked = |data| line(words.usual, unseen.clone(), palette.usual).stack("usual").data(data);
        chart = chart.series(stacked(low)).series(stacked(width).area_style(AreaStyle::new().color(palette.usual)));
    }
    if view.slots.iter().any(|slot| view.compared(slot).is_some()) {
        let style = LineStyle::new().width(1.5).color(palette.compared);
        chart = chart.series(line(words.compared, style, palette.compared).data(compared));
    }
    let chart = match view.kind {
        ChartKind::LoadCurve => {
            let style = LineStyle::new().width(1.5).color(palette.value);
            let area = AreaStyle::new().color(palette.value).opacity(0.15);
            let chart = chart.series(line(words.shown, style, palette.value).area_style(area).data(shown));
            match limit(view, unit) {
                Some(limit) => chart.series(limit_line(view, words, limit, palette)),
                None => chart,
            }
        }
        ChartKind::Days | ChartKind::Months => {
            let style = ItemStyle::new().color(palette.value);
            let bars = Bar::new().name(words.shown).bar_width("80%").item_style(style).data(shown);
            let coming = coming(view, unit, words, labels.language, palette);
            match coming {
                Some(coming) => chart.series(bars.stack("bars")).series(coming.stack("bars")),
                None => chart.series(bars),
            }
        }
    };
    chart.series(marks(view, unit, labels.language, palette))
}

/// A line that is not drawn and bears labels: the highest value, and the sign of each unusual day.
fn marks(view: &ChartView, unit: Unit, language: Language, palette: &Palette) -> Line {
    let height = |slot: &Slot| slot.value.map_or(0.0, |value| value.mean_watts(slot.seconds));
    // Months differ in length: of bars the energy counts.
    let height = |slot: &Slot| if view.kind == ChartKind::LoadCurve { height(slot) } else { amount(view, slot) };
    let highest = view.slots.iter().map(height).fold(0.0, f64::max);
    let mut found = false;
    let mark = |slot: &Slot| {
        let first = !found && highest > 0.0 && height(slot) >= highest;
        found |= first;
        let sign = slot.alert.map(Severity::mark);
        let amount = view.value(slot).filter(|_| first).map(|value| words::quantity(view, slot, value, language));
        let text: Vec<&str> = sign.into_iter().chain(amount.as_deref()).collect();
        let shown = view.value(slot).filter(|_| !text.is_empty());
        let item = DataPointItem::new(number(view, unit, shown, slot)).name(text.join("\u{a0}"));
        let color = if sign.is_some() { palette.alert } else { palette.text };
        DataPoint::from(item.item_style(ItemStyle::new().color(color)))
    };
    let label = Label::new().show(true).position(LabelPosition::Top).formatter("{b}").color(palette.ink).font_size(12);
    Line::new()
        .id("marks")
        .silent(true)
        .symbol(Symbol::Circle)
        .symbol_size(5)
        .line_style(LineStyle::new().width(0).opacity(0))
        .label(label)
        .data(view.slots.iter().map(mark).collect::<Vec<_>>())
}

#[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
fn amount(view: &ChartView, slot: &Slot) -> f64 {
    view.value(slot).map_or(0.0, |value| value as f64)
}

/// What is forecast, dashed on top of what is known.
fn coming(view: &ChartView, unit: Unit, words: &Words, language: Language, palette: &Palette) -> Option<Bar> {
    view.slots.iter().any(|slot| slot.forecast.is_some()).then(|| {
        let style = ItemStyle::new().color("transparent").border_color(palette.value).border_type(BorderType::Dashed);
        let rest = |slot: &Slot| slot.forecast.map(|total| (total - slot.value.unwrap_or_default()).0);
        let item = |slot: &Slot| {
            let text = words.tooltip(view, slot, language);
            DataPoint::from(DataPointItem::new(number(view, unit, rest(slot), slot)).name(text))
        };
        Bar::new().name(words.forecast).item_style(style).data(view.slots.iter().map(item).collect::<Vec<_>>())
    })
}

/// Subscribed power in the unit of the axis, where the curve comes near it.
fn limit(view: &ChartView, unit: Unit) -> Option<f64> {
    let largest = view.slots.iter().filter_map(|slot| Some(slot.value?.mean_watts(slot.seconds))).fold(0.0, f64::max);
    #[expect(clippy::cast_precision_loss, reason = "a small number")]
    svg::limit(view, largest).map(|watts| watts / unit.size as f64)
}

fn limit_line(view: &ChartView, words: &Words, limit: f64, palette: &Palette) -> Line {
    let style = LineStyle::new().width(1.5).color(palette.alert).type_(LineStyleType::Dashed);
    let data: Vec<DataPoint> = view.slots.iter().map(|_| DataPoint::from(CompositeValue::from(limit))).collect();
    line(words.limit, style, palette.alert).data(data)
}

/// A step line: each value holds for the whole of its slot, and missing ones interrupt it.
fn line(name: &str, style: LineStyle, color: &str) -> Line {
    Line::new()
        .name(name)
        .step(Step::Middle)
        .show_symbol(false)
        .connect_nulls(false)
        .silent(true)
        .line_style(style)
        .item_style(ItemStyle::new().color(color))
}

/// The columns behind the values, one for each slot.
fn columns(view: &ChartView, words: &Words, language: Language, palette: &Palette) -> Bar {
    let column = |slot: &Slot| {
        let style = match slot.state {
            // The browser's side hatches what has a dashed border.
            SlotState::Missing | SlotState::Partial | SlotState::Worthless => {
                ItemStyle::new().color("transparent").border_color(palette.missing).border_type(BorderType::Dashed)
            }
            _ if slot.quiet => ItemStyle::new().color(palette.quiet),
            _ => ItemStyle::new().color("transparent"),
        };
        DataPoint::from(DataPointItem::new(1).name(words.tooltip(view, slot, language)).item_style(style))
    };
    Bar::new()
        .id("slots")
        .x_axis_index(1)
        .y_axis_index(1)
        .bar_width("100%")
        .data(view.slots.iter().map(column).collect::<Vec<_>>())
}

/// A value in the chart's style with the text of its slot; an estimated one is outlined.
fn item(value: CompositeValue, text: String, state: SlotState, palette: &Palette) -> DataPoint {
    let item = DataPointItem::new(value).name(text);
    if state != SlotState::Estimated {
        return item.into();
    }
    let outline = ItemStyle::new().color("transparent").border_color(palette.value);
    item.item_style(outline.border_width(1.5).border_type(BorderType::Dotted)).into()
}

/// kW of a curve, the unit of bars, to three decimals; ECharts' sign for "nothing" where nothing is known.
fn number(view: &ChartView, unit: Unit, value: Option<i64>, slot: &Slot) -> CompositeValue {
    let Some(value) = value else { return CompositeValue::from("-") };
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    let amount = match view.kind {
        ChartKind::LoadCurve => Joules(value).mean_watts(slot.seconds) / unit.size as f64,
        ChartKind::Days | ChartKind::Months => value as f64 / unit.size as f64,
    };
    CompositeValue::from((amount * 1_000.0).round() / 1_000.0)
}

#[expect(clippy::cast_possible_truncation, reason = "watts of a building")]
fn unit(view: &ChartView) -> Unit {
    let both = |slot: &Slot| {
        let usual = slot.usual.map(|usual| usual.high);
        [slot.value, slot.compared, usual].into_iter().flatten().max().unwrap_or_default()
    };
    match view.kind {
        ChartKind::LoadCurve => {
            let watts = view.slots.iter().map(|slot| both(slot).mean_watts(slot.seconds) as i64);
            power_unit(watts.max().unwrap_or(0).max(1_000))
        }
        ChartKind::Days | ChartKind::Months => {
            let forecast = |slot: &Slot| slot.forecast.map(|energy| energy.0);
            let all = view.slots.iter().flat_map(|slot| [view.value(slot), view.compared(slot), forecast(slot)]);
            svg::unit(view.measure, all.flatten().max().unwrap_or(0))
        }
    }
}

fn tooltip(palette: &Palette) -> Tooltip {
    Tooltip::new()
        .trigger(Trigger::Item)
        .formatter("{b}")
        .background_color(palette.paper)
        .border_color(palette.grid)
        .border_width(1)
}

fn slots_axis(view: &ChartView, language: Language, palette: &Palette) -> Axis {
    let mut label = AxisLabel::new().color(palette.text);
    if view.kind == ChartKind::LoadCurve {
        // A label every three hours of a day, every midnight of a week.
        let hours = if words::spans_days(view) { 24 } else { 3 };
        let step = view.slots.first().map_or(1_800, |slot| slot.seconds).max(1);
        #[expect(clippy::cast_precision_loss, reason = "a small number")]
        let between = (hours * 3_600 / step - 1).max(0) as f64;
        label = label.interval(between);
    }
    Axis::new()
        .type_(AxisType::Category)
        .data(view.slots.iter().map(|slot| words::label(view, slot, language)).collect::<Vec<_>>())
        .axis_label(label)
        .axis_tick(AxisTick::new().show(false))
}

/// From zero, unless something is below it.
fn value_axis(unit: Unit, palette: &Palette, negative: bool) -> Axis {
    let axis = Axis::new().type_(AxisType::Value);
    let axis = if negative { axis } else { axis.min(0) };
    axis.name(unit.symbol)
        .name_text_style(TextStyle::new().color(palette.text))
        .axis_label(AxisLabel::new().color(palette.text))
        .split_line(SplitLine::new().line_style(LineStyle::new().color(palette.grid).type_(LineStyleType::Solid)))
}

fn indices(view: &ChartView) -> Vec<String> {
    (0..view.slots.len()).map(|index| index.to_string()).collect()
}

#[cfg(test)]
mod tests;
