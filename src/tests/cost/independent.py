"""The cost of electricity once more, by another way: every minute of every reading is looked at, money is a fraction.

Reads one JSON document (a contract, its colours, readings, the operator's daily values) from standard input and writes
what is shown of it: cents by day, component and month. Needs nothing but Python 3.9 or newer.
"""

import json
import sys
from calendar import isleap, monthrange
from collections import defaultdict
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from zoneinfo import ZoneInfo

WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
ONE_DAY = timedelta(days=1)


def half_away(value):
    """To a whole number, halves away from zero."""
    whole = int(abs(value) + Fraction(1, 2))
    return whole if value >= 0 else -whole


def cents(euros):
    return half_away(euros * 100)


def minute(text):
    return int(text[:2]) * 60 + int(text[3:])


def holds(window, day, at, colours):
    """True, False, or None where only an unknown colour is missing."""
    if "hours" in window and window["hours"]:
        begin, end = minute(window["hours"]["from"]), minute(window["hours"]["to"])
        if begin < end:
            if at < begin or at >= end:
                return False
        elif at < end:
            day -= ONE_DAY
        elif at < begin:
            return False
    if window.get("weekdays") and WEEKDAYS[day.weekday()] not in window["weekdays"]:
        return False
    season = window.get("season")
    if season:
        begin, end, today = season["from"], season["to"], f"{day:%m-%d}"
        inside = begin <= today <= end if begin <= end else today >= begin or today <= end
        if not inside:
            return False
    if window.get("colour"):
        known = colours.get(day.isoformat())
        return None if known is None else known == window["colour"]
    return True


def band(version, day, at, colours):
    """The number of the band, and whether it is sure."""
    sure, rest = True, None
    for number, one in enumerate(version["bands"]):
        if not one.get("windows"):
            rest = number
        for window in one.get("windows", []):
            held = holds(window, day, at, colours)
            if held:
                return number, sure
            if held is None:
                sure = False
    return rest, sure


def month_peaks(readings, zone):
    """Highest quarter-hour of each month in whole watts."""
    quarters, peaks = defaultdict(int), defaultdict(int)
    for start, step, value in readings:
        if value is None:
            continue
        month = datetime.fromtimestamp(start, zone).strftime("%Y-%m")
        if step <= 900:
            quarters[start // 900] += value
            value, step = quarters[start // 900], 900
        peaks[month] = max(peaks[month], int(Fraction(value, step) + Fraction(1, 2)))
    return peaks


def mean_peak(peaks, day):
    """In watts, over the months up to the day's of the last twelve that have a peak."""
    number = day.year * 12 + day.month - 1
    months = [f"{(number - back) // 12}-{(number - back) % 12 + 1:02}" for back in range(12)]
    known = [max(2500, peaks[month]) for month in months if month in peaks]
    return Fraction(sum(known), len(known)) if known else Fraction(2500)


def standing(version, day, peaks):
    """The day's share of what does not depend on energy, in euros."""
    year = 366 if isleap(day.year) else 365
    subscription = version["subscription"]
    days = monthrange(day.year, day.month)[1] if subscription["per"] == "month" else year
    lines = {"subscription": Fraction(subscription["price"], 10**6 * days)}
    power = version.get("power") or {}
    if "subscribed" in power:
        agreed = power["subscribed"]
        lines["power"] = Fraction(agreed["kva"] * agreed["per_kva_and_year"], 10**6 * year)
    if "capacity" in power:
        lines["power"] = mean_peak(peaks, day) / 1000 * Fraction(power["capacity"]["per_kw_and_year"], 10**6 * year)
    return lines


def main():
    known = json.load(sys.stdin)
    zone, colours, official = ZoneInfo(known["zone"]), known["colours"], known["official"]
    versions = sorted(known["tariff"], key=lambda version: version["valid_from"])
    peaks = month_peaks(known["consumption"], zone)

    def version_of(day):
        valid = [version for version in versions if version["valid_from"] <= day.isoformat()]
        return valid[-1] if valid else None

    # Joules by day and band; a minute's part is the step that the running sum, rounded down, makes in it.
    used = defaultdict(lambda: defaultdict(int))
    covered, sums, guessed = defaultdict(int), defaultdict(int), defaultdict(int)
    for start, step, value in known["consumption"]:
        day = datetime.fromtimestamp(start, zone).date()
        version = version_of(day)
        if value is None or version is None:
            continue
        sums[day] += value
        for second in range(0, step, 60):
            wall = datetime.fromtimestamp(start + second, timezone.utc).astimezone(zone)
            number, sure = band(version, wall.date(), wall.hour * 60 + wall.minute, colours)
            part = value * (second + 60) // step - value * second // step
            used[day][number] += part
            covered[day] += 60 if wall.date() == day else 0
            if not sure or step > 3600:
                guessed[day] += part
    injected = defaultdict(int)
    for start, _, value in known["injection"]:
        injected[datetime.fromtimestamp(start, zone).date()] += value or 0

    days, months, total = {}, defaultdict(Fraction), Fraction(0)
    components = defaultdict(lambda: [0, Fraction(0), Fraction(0)])
    day = date.fromisoformat(known["first"])
    while day < date.fromisoformat(known["end"]):
        version, name = version_of(day), day.isoformat()
        begin, end = (datetime(d.year, d.month, d.day, tzinfo=zone).timestamp() for d in (day, day + ONE_DAY))
        unknown = 0 if official.get(name) is not None else int(end - begin) - covered[day]
        if official.get(name) is not None and covered[day] < end - begin and official[name] > sums[day]:
            rest = next(n for n, one in enumerate(version["bands"]) if not one.get("windows"))
            used[day][rest] += official[name] - sums[day]
            guessed[day] += official[name] - sums[day]
        lines = []
        for number, joules in used[day].items():
            one = version["bands"][number]
            key = json.dumps(one["name"], separators=(",", ":"))
            lines.append((key, "energy", joules, Fraction(joules * one["price"], 3600000 * 10**6)))
        lines += [(key, key, 0, euros) for key, euros in standing(version, day, peaks).items()]
        if version.get("injection") is not None:
            paid = Fraction(injected[day] * version["injection"], 3600000 * 10**6)
            lines.append(("injection", "injection", injected[day], -paid))
        gross = Fraction(0)
        for key, kind, joules, net in lines:
            tax = net * version["vat"][kind] / 1000
            gross += net + tax
            sum_of = components[key]
            sum_of[0], sum_of[1], sum_of[2] = sum_of[0] + joules, sum_of[1] + net, sum_of[2] + tax
        days[name] = {"gross": cents(gross), "unknown_seconds": unknown, "estimated": guessed[day]}
        months[name[:7]] += gross
        total += gross
        day += ONE_DAY

    # Months under their total: rounded down, the cents that are left to those that lost most.
    shown = {month: int(euros * 100 // 1) for month, euros in months.items()}
    left = cents(total) - sum(shown.values())
    for month in sorted(months, key=lambda month: -(months[month] * 100 % 1))[:left]:
        shown[month] += 1
    parts = {key: {"wh": half_away(Fraction(joules, 3600)), "net": cents(net), "gross": cents(net + tax)}
             for key, (joules, net, tax) in components.items() if (joules, net) != (0, 0)}
    json.dump({"days": days, "months": shown, "components": parts, "total": cents(total)}, sys.stdout)


main()
