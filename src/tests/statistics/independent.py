"""Statistics once more, with pandas, from the readings alone: shares no line with the program that it checks.

Reads one JSON object and writes one: energy in joules, power in watts, days and months of the zone's clock.
"""

import json
import math
import sys

import numpy as np
import pandas as pd

KNOWN = json.load(sys.stdin)
ZONE = KNOWN["zone"]
ONE_DAY = pd.Timedelta(days=1)


def midnight(day):
    """The instant at which a local day begins, in seconds."""
    return int(pd.Timestamp(day).tz_localize(ZONE).timestamp())


def half_up(numerator, denominator):
    return (2 * numerator + denominator) // (2 * denominator)


def label(day, period):
    if period == "week":
        iso = day.isocalendar()
        return f"{iso.year}-W{iso.week:02}"
    return day.strftime({"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}[period])


class Meter:
    def __init__(self, known):
        frame = pd.DataFrame(known["readings"], columns=["start", "step", "joules"])
        frame["joules"] = frame["joules"].astype("Int64")
        frame["local"] = pd.to_datetime(frame["start"], unit="s", utc=True).dt.tz_convert(ZONE)
        frame["day"] = frame["local"].dt.tz_localize(None).dt.normalize()
        self.all = frame
        self.values = frame[frame["joules"].notna()].copy()
        self.values["joules"] = self.values["joules"].astype("int64")
        official = pd.Series(known["official"], dtype="Int64")
        official.index = pd.to_datetime(official.index)
        self.official = official
        days = list(frame["day"]) + list(official.index)
        self.first, self.last = min(days), max(days)
        by_day = self.values.groupby("day")
        self.days = pd.DataFrame({"sum": by_day["joules"].sum(), "covered": by_day["step"].sum()})
        self.days = self.days.reindex(pd.date_range(self.first, self.last))
        self.days["official"] = official.reindex(self.days.index)

    def day(self, day):
        """The day's energy or None, and whether it is the whole of it."""
        if day > self.last:
            return None, False
        row = self.days.loc[day]
        if pd.notna(row["official"]):
            return int(row["official"]), True
        if pd.isna(row["sum"]):
            return None, False
        return int(row["sum"]), int(row["covered"]) == midnight(day + ONE_DAY) - midnight(day)

    def between(self, first, end):
        day = self.values["day"]
        return self.values[(day >= first) & (day < end)]


METERS = {name: Meter(known) for name, known in KNOWN["meters"].items()}


def daily_means():
    frame = pd.DataFrame(KNOWN["temperatures"], columns=["start", "step", "degrees"])
    local = pd.to_datetime(frame["start"], unit="s", utc=True).dt.tz_convert(ZONE)
    frame["day"] = local.dt.tz_localize(None).dt.normalize()
    by_day = frame.groupby("day").agg(sum=("degrees", "sum"), count=("degrees", "count"), covered=("step", "sum"))
    whole = [int(of.covered) == midnight(of.Index + ONE_DAY) - midnight(of.Index) for of in by_day.itertuples()]
    by_day = by_day[whole]
    # Rounded towards zero, as whole numbers are divided.
    return (by_day["sum"] / by_day["count"]).map(math.trunc)


DEGREE_DAYS = (18_000 - daily_means()).clip(lower=0)


def slope(meters, past):
    """Joules for each thousandth of a degree day, where cold explains enough."""
    known = []
    for day, heat in DEGREE_DAYS[DEGREE_DAYS.index < past].items():
        total, complete = of_building(meters, day)
        known += [(heat, total)] if complete else []
    heats, energies = np.array(known, dtype=float).reshape(-1, 2).T
    if len(heats) < 60 or (heats > 0).sum() < 20 or np.corrcoef(heats, energies)[0, 1] ** 2 < 0.3:
        return None
    answer = np.polyfit(heats, energies, 1)[0]
    return answer if answer > 0 else None


def grid(steps):
    common = math.lcm(*steps) if steps else 1800
    return common if common <= 3600 and 3600 % common == 0 else 3600


def day_cells(meters, day, step):
    """Each cell of a local day: start, length, energy or None, whether every meter covers it."""
    begin, end = midnight(day), midnight(day + ONE_DAY)
    starts = range(begin, end, step)
    energy, covered = {}, {name: dict.fromkeys(starts, 0) for name in meters}
    for name, meter in meters.items():
        for row in meter.between(day, day + ONE_DAY).itertuples():
            at = begin + (row.start - begin) // step * step
            while at < row.start + row.step:
                low, high = max(at, row.start), min(at + step, row.start + row.step)
                # What was used until an instant, in whole joules: parts of a reading add up to it.
                until = [row.joules * (mark - row.start) // row.step for mark in (low, high)]
                energy[at] = energy.get(at, 0) + until[1] - until[0]
                covered[name][at] += high - low
                at += step
    for at in starts:
        length = min(step, end - at)
        awaited = [name for name, meter in meters.items() if meter.first <= day]
        full = [covered[name][at] == length for name in awaited]
        yield at, length, energy.get(at), bool(full) and all(full)


def highest(meters, first, end):
    best = None
    if len(meters) == 1:
        (meter,) = meters.values()
        known = meter.between(first, end).sort_values("start")
        cells = ((row.joules, row.step, row.start) for row in known.itertuples())
    else:
        cells = []
        for day in pd.date_range(first, end, inclusive="left"):
            steps = {int(step) for meter in meters.values() for step in meter.all[meter.all["day"] == day]["step"]}
            cells += [(e, length, at) for at, length, e, _ in day_cells(meters, day, grid(steps)) if e is not None]
    for joules, step, start in cells:
        if best is None or joules * best[1] > best[0] * step:
            best = (joules, step, start)
    return best


def totals(meters, first, end):
    known, whole = [], []
    for day in pd.date_range(first, end, inclusive="left"):
        total, complete = of_building(meters, day)
        known += [] if total is None else [total]
        whole += [total] if complete else []
    best = highest(meters, first, end)
    at = best and pd.Timestamp(best[2], unit="s", tz="UTC").tz_convert(ZONE).strftime("%Y-%m-%dT%H:%M")
    return {
        "total": sum(known) if known else None,
        "mean": sum(whole) // len(whole) if whole else None,
        "min": min(whole, default=None),
        "max": max(whole, default=None),
        "max_watts": best and half_up(best[0], best[1]),
        "max_at": at,
        "days": (end - first).days,
        "days_whole": len(whole),
    }


def of_building(meters, day):
    parts = [meter.day(day) for meter in meters.values() if meter.first <= day]
    known = [total for total, _ in parts if total is not None]
    return (sum(known) if known else None), bool(parts) and all(complete for _, complete in parts)


def compared(meters, pairs, answer):
    count, current, reference, colder = 0, 0, 0, 0
    for day, other in pairs:
        (now, whole_now), (then, whole_then) = of_building(meters, day), of_building(meters, other)
        if whole_now and whole_then:
            count, current, reference = count + 1, current + now, reference + then
            colder += DEGREE_DAYS.get(day, math.nan) - DEGREE_DAYS.get(other, math.nan)
    weather = None
    if count and answer is not None and not math.isnan(colder):
        weather = (current / (reference + round(colder * answer)) - 1) * 100
    percent = (current / reference - 1) * 100 if reference > 0 else None
    return {"days": count, "percent": percent, "weather": weather}


def statistics(question, meters):
    first, end = pd.Timestamp(question["first"]), pd.Timestamp(question["end"])
    past = min(end, max(meter.last for meter in meters.values()) + ONE_DAY)
    days = pd.date_range(first, past, inclusive="left")
    points = []
    for name, group in pd.Series(days, index=days).groupby([label(day, question["period"]) for day in days], sort=False):
        points.append({"period": name, **totals(meters, group.iloc[0], group.iloc[-1] + ONE_DAY)})
    before = end - first
    answer = slope(meters, past)
    short = question["period"] in ("day", "week")
    year = pd.Timedelta(days=364) if short else pd.DateOffset(years=1)
    last_year = [(day, day - year) for day in days]
    return {
        **totals(meters, first, past),
        "points": points,
        "previous": compared(meters, [(day, day - before) for day in days], answer),
        "year": compared(meters, [(day, other) for day, other in last_year if short or other.day == day.day], answer),
    }


def profile(question, meters):
    first, end = pd.Timestamp(question["first"]), pd.Timestamp(question["end"])
    inside = [meter.all[(meter.all["day"] >= first) & (meter.all["day"] < end)] for meter in meters.values()]
    step = grid({int(step) for frame in inside for step in frame["step"].unique()})
    rows = [cell for day in pd.date_range(first, end, inclusive="left") for cell in day_cells(meters, day, step)]
    cells = pd.DataFrame([row[:3] for row in rows if row[3]], columns=["start", "step", "joules"])
    local = pd.to_datetime(cells["start"], unit="s", utc=True).dt.tz_convert(ZONE)
    cells["day"], cells["hour"] = local.dt.tz_localize(None).dt.normalize(), local.dt.hour
    hours = cells.groupby(["day", "hour"])[["joules", "step"]].sum().reset_index()
    hours["watts"] = [half_up(int(j), int(s)) for j, s in zip(hours["joules"], hours["step"])]
    lows = []
    for day, night in hours[hours["hour"] < 6].groupby("day"):
        six = int((day + pd.Timedelta(hours=6)).tz_localize(ZONE).timestamp())
        if night["step"].sum() == six - midnight(day):
            lows.append(int(night["watts"].min()))
    week = hours.groupby([hours["day"].dt.dayofweek, "hour"])[["joules", "step"]].sum()
    all_joules, all_seconds = int(cells["joules"].sum()), int(cells["step"].sum())
    top = cells.loc[(cells["joules"] / cells["step"]).idxmax()] if len(cells) else None
    watts = {place: half_up(int(row["joules"]), int(row["step"])) for place, row in week.iterrows()}
    weekdays = []
    for weekday in range(7):
        known = [of_building(meters, day) for day in pd.date_range(first, end, inclusive="left") if day.dayofweek == weekday]
        whole = [total for total, complete in known if complete]
        weekdays.append(sum(whole) // len(whole) if whole else None)
    return {
        "base_load": math.floor(pd.Series(lows).median()) if lows else None,
        "nights": len(lows),
        "mean": half_up(all_joules, all_seconds) if len(cells) else None,
        "load_factor": all_joules * int(top["step"]) * 1000 // (int(top["joules"]) * all_seconds) if len(cells) else None,
        "night_share": int(hours[hours["hour"] < 6]["joules"].sum()) * 1000 // all_joules if len(cells) else None,
        "hours": [[watts.get((day, hour)) for hour in range(24)] for day in range(7)],
        "weekdays": weekdays,
        "meters": {name: month_peaks(meter.between(first, end)) for name, meter in meters.items()},
    }


def month_peaks(known):
    long = known[known["step"] > 900]
    short = known[known["step"] <= 900].copy()
    short["start"] = short["start"] // 900 * 900
    short = short.groupby("start").agg(joules=("joules", "sum"), local=("local", "first")).assign(step=900)
    peaks = pd.concat([long[["joules", "step", "local"]], short[["joules", "step", "local"]]])
    peaks["watts"] = [half_up(int(j), int(s)) for j, s in zip(peaks["joules"], peaks["step"])]
    peaks["month"] = peaks["local"].dt.strftime("%Y-%m")
    uncertain = set(long["local"].dt.strftime("%Y-%m"))
    return [[month, int(watts), month in uncertain] for month, watts in peaks.groupby("month")["watts"].max().items()]


def answer(question):
    meters = METERS if question["meter"] is None else {question["meter"]: METERS[question["meter"]]}
    return (profile if question["kind"] == "profile" else statistics)(question, meters)


json.dump([answer(question) for question in KNOWN["questions"]], sys.stdout)
