"""Words: every sentence in English, by key; the same keys in the same order in both languages."""

from __future__ import annotations

TEXTS: dict[str, str | tuple[str, str]] = {
    # Render: the page.
    "page.as_of": "As of {day}",
    "page.known": "As of {day}, ledger at {entry}",
    "page.total": "Total",
    "page.dropped": "Not shown at this width: {columns} (--wide or --format json shows all)",
    "page.computed": "{mark} Computed from the percentage reported, not a reported figure.",
    "blank.none": "—",
    "blank.unreported": "not reported",
    "empty": "Nothing on record.",
    "empty.zones": "No zones yet.",
    "empty.projects": "No projects.",
    "empty.milestones": "No milestones.",
    "empty.overdue": "Nothing is overdue.",
    "empty.late": "Nothing is overdue.",
    "empty.due_soon": "Nothing is due soon.",
    "error.render.table": "This report has no table “{text}”.",
    "error.render.table.hint": "Its tables: {known}.",
    "report.status": "Projects of the zones",
    "report.overdue": "{name}: late and soon due",
    "report.list": "Projects",
    "report.show": "{name}",
    "report.report": "{name}: report on its projects",
    "table.zones": "Zones",
    "table.late": "Longest overdue",
    "table.projects": "Projects",
    "table.overdue": "Overdue",
    "table.due_soon": "Due soon",
    "table.project": "Project",
    "table.milestones": "Milestones",
    "table.summary": "Summary",
    "table.investment": "Investment by stage",
    "note.with_total": (
        "{n} of {of} projects reports a total investment: {total}.",
        "{n} of {of} projects report a total investment: {total} together.",
    ),
    # Render: documents and workbooks.
    "page.notes": "Notes",
    "page.field": "Item",
    "page.value": "Content",
    "sheet.zone_figures": "Zones of themselves",
    "error.output.terminal": "{name} is a binary format and cannot be shown on a terminal.",
    "error.output.terminal.hint": "Write it to a file, for instance -o report{ending}, or send it through a pipe.",
    "error.output.extra": "The extra {extra}, which writes {name}, is not installed. No file was written.",
    "error.output.extra.hint": "Install it: pip install 'zonetrack[{extra}]'",
    # Render: headers of columns.
    "col.zone": "Zone",
    "col.project": "Project",
    "col.project_name": "Project name",
    "col.milestone": "Milestone",
    "col.milestone_name": "Milestone name",
    "col.name": "Name",
    "col.projects": "Projects",
    "col.milestones": "Milestones",
    "col.milestones_done": "Milestones done",
    "col.nodes": "Milestones",
    "col.overdue": "Overdue",
    "col.due_soon": "Due soon",
    "col.next_due": "Next due",
    "col.total_investment": "Total investment",
    "col.invested": "Invested",
    "col.invested_rate": "Invested rate",
    "col.planned_investment": "Planned investment",
    "col.projects_with_total": "With total",
    "col.projects_with_invested": "With invested",
    "col.projects_with_both": "With both",
    "col.last_reported": "Last report",
    "col.stage": "Stage",
    "col.progress": "Progress",
    "col.quantity": "Quantity",
    "col.weight": "Weight",
    "col.light": "State",
    "col.kind": "What",
    "col.start": "Planned start",
    "col.due": "Due",
    "col.baseline_due": "Baseline due",
    "col.done_on": "Done on",
    "col.days_late": "Days late",
    "col.owner": "Responsible",
    "col.unit": "Built by",
    "col.leader": "Leader",
    "col.category": "Category",
    "col.code": "Code",
    "col.words": "Progress in words",
    "col.next": "Next step",
    "col.problem": "Problem",
    "col.flags": "Flags",
    # Render: codes.
    "light.done": "done",
    "light.late": "late",
    "light.due_soon": "due soon",
    "light.in_progress": "in progress",
    "light.not_started": "not started",
    "light.not_reported": "not reported",
    "light.paused": "paused",
    "light.dropped": "dropped",
    "stage.reserve": "reserve",
    "stage.signed": "signed",
    "stage.preparing": "preparing",
    "stage.started": "started",
    "stage.construction": "under construction",
    "stage.completed": "completed",
    "stage.operating": "operating",
    "stage.paused": "paused",
    "stage.dropped": "dropped",
    "side.finish": "finish",
    "side.start": "start",
    "flag.falling": "lower than before",
    "flag.above_total": "above its total",
    # Render: figures.
    "figure.list": ", ",
    "figure.header": "{label} ({unit})",
    "figure.money": "{figure}万元",
    "figure.quantity": "{figure} {unit}",
    "figure.nodes": ("{done}/{n} node", "{done}/{n} nodes"),
    "qualifier.about": "about {figure}",
    "qualifier.nearly": "nearly {figure}",
    "qualifier.over": "over {figure}",
    "qualifier.expected": "expected {figure}",
    "qualifier.before": "by {figure}",
    "age.today": "today",
    "age.days": ("{n} day ago", "{n:,} days ago"),
    "unit.wan": "万元",
    "unit.km": "km",
    "unit.m": "m",
    "unit.m2": "m²",
    "unit.km2": "km²",
    "unit.ha": "ha",
    "unit.mu": "mu",
    "unit.m3": "m³",
    "unit.kg": "kg",
    "unit.t": "t",
    "unit.kW": "kW",
    "unit.MW": "MW",
    "unit.GW": "GW",
    "unit.kWh": "kWh",
    "unit.MWh": "MWh",
    "unit.km/h": "km/h",
    "unit.well": ("well", "wells"),
    "unit.set": ("set", "sets"),
    "unit.item": ("item", "items"),
    "unit.firm": ("firm", "firms"),
    "unit.person": ("person", "people"),
    "unit.building": ("building", "buildings"),
    "unit.seat": ("structure", "structures"),
    "unit.household": ("household", "households"),
    "unit.machine": ("machine", "machines"),
    "unit.vehicle": ("vehicle", "vehicles"),
    "unit.line": ("line", "lines"),
    "unit.site": ("site", "sites"),
    "unit.day": ("day", "days"),
    "unit.month": ("month", "months"),
    "unit.per.h": "h",
    "unit.per.day": "day",
    "unit.per.month": "month",
    "unit.per.year": "year",
    # Render: days and periods.
    "month.1": "January",
    "month.2": "February",
    "month.3": "March",
    "month.4": "April",
    "month.5": "May",
    "month.6": "June",
    "month.7": "July",
    "month.8": "August",
    "month.9": "September",
    "month.10": "October",
    "month.11": "November",
    "month.12": "December",
    "period.month": "{month} {year}",
    "period.year": "{year}",
    "period.q1": "Q1 {year}",
    "period.q2": "Q2 {year}",
    "period.q3": "Q3 {year}",
    "period.q4": "Q4 {year}",
    "period.h1": "H1 {year}",
    "period.h2": "H2 {year}",
    "period.early": "early {month}",
    "period.middle": "mid {month}",
    "period.late": "late {month}",
    "period.from": "from {first}",
    "period.years": "{first} to {last}",
    "period.months": "{first} to {last} {year}",
    "period.range": "{first} to {last}",
    # Reports.
    "report.zone": "{name}: projects",
    "report.zones": "Zones",
    "report.check": "{name}: warnings",
    "report.check.all": "Warnings",
    "report.overdue.all": "Late and soon due",
    "report.report.all": "Report on the projects of the zones",
    "table.aside": "Paused and dropped projects",
    "table.figures": "Other figures",
    "table.zone_figures": "What the zones report of themselves (in no sum)",
    "col.zone_name": "Zone",
    "col.aside": "Paused or dropped",
    "col.next_kind": "What is next due",
    "col.invested_basis": "Basis of invested",
    "col.tags": "Tags",
    "col.days_left": "Days left",
    "col.started": "Started",
    "col.slips": "Times put off",
    "col.subject": "Reference",
    "col.measure": "Measure",
    "col.basis": "Basis",
    "col.value": "Figure",
    "col.span": "As of",
    "col.certainty": "Certainty",
    "col.source": "Source",
    "col.written": "As written",
    "col.note": "Note",
    "col.zones.zone": "Slug",
    "col.zones.name": "Zone",
    "col.summary.zone": "Slug",
    "col.summary.name": "Zone",
    "col.projects.project": "Reference",
    "col.projects.name": "Project",
    "col.aside.project": "Reference",
    "col.aside.name": "Project",
    "col.project.project": "Reference",
    "col.milestones.milestone": "Reference",
    "col.milestones.name": "Milestone",
    "col.figures.name": "Of",
    "col.zone_figures.name": "Zone",
    "note.no_total": "No project reports a total investment ({n} of {of}).",
    "note.with_invested": (
        "{n} of {of} projects reports what is invested: {total}.",
        "{n} of {of} projects report what is invested: {total} together.",
    ),
    "note.no_invested": "No project reports what is invested ({n} of {of}).",
    "note.with_both": (
        "The invested rate is that of the {n} of {of} projects that reports both a total and what is invested.",
        "The invested rate is over the {n} of {of} projects that report both a total and what is invested.",
    ),
    "note.no_both": "No project reports both a total and what is invested ({n} of {of}): the rate cannot be computed.",
    "note.no_money": (
        "The project reports neither a total investment nor what is invested.",
        "None of the {n} projects reports a total investment or what is invested.",
    ),
    "note.aside": (
        "{n} more project is paused or dropped; no sum counts it.",
        "{n} more projects are paused or dropped; no sum counts them.",
    ),
    "note.apart": "Listed apart and in no sum: {paused} paused, {dropped} dropped.",
    "note.apart_paused": "Listed apart and in no sum: {n} paused.",
    "note.apart_dropped": "Listed apart and in no sum: {n} dropped.",
    "note.more_late": ("{n} more item is late: zonetrack overdue", "{n} more items are late: zonetrack overdue"),
    "note.more_late_of": (
        "{n} more item is late: zonetrack overdue --zone {zone}",
        "{n} more items are late: zonetrack overdue --zone {zone}",
    ),
    "note.by_period": "Invested is only the sum of what was reported by period: {names}.",
    "note.weighted": "Progress is the mean of the milestones by their weights, not reported: {names}.",
    "note.from_quantity": "Progress is computed from the quantity done of the total: {names}.",
    "note.flagged": "Flagged “{flag}”, accepted with a reason: {names}.",
    "note.slipped": (
        "“{name}” was put off {n} time: first {first}, now {due}.",
        "“{name}” was put off {n} times: first {first}, now {due}.",
    ),
    "note.zone_projects": (
        "{zone} itself reports {reported} projects; {n} is on record ({day}; {source}).",
        "{zone} itself reports {reported} projects; {n} are on record ({day}; {source}).",
    ),
    "note.zone_projects_unsourced": (
        "{zone} itself reports {reported} projects; {n} is on record ({day}).",
        "{zone} itself reports {reported} projects; {n} are on record ({day}).",
    ),
    "note.zone_says": "{zone} itself reports {measure}: {value} ({day}; {source})",
    "note.zone_says_unsourced": "{zone} itself reports {measure}: {value} ({day})",
    "note.within": ("Due soon means within {n} day.", "Due soon means within {n} days."),
    "note.chosen": ("{n} of {of} projects is listed.", "{n} of {of} projects are listed."),
    "basis.level": "since the start",
    "basis.ytd": "year to date",
    "basis.flow": "of the period",
    "basis.plan": "plan",
    "basis.since_start": "since the start",
    "basis.by_period": "sum of periods",
    "certainty.reported": "reported",
    "certainty.verified": "verified",
    "certainty.estimated": "estimated",
    "measure.progress": "progress",
    "measure.quantity": "quantity done",
    "measure.quantity_total": "quantity in all",
    "measure.invested": "invested",
    "measure.planned_investment": "planned investment",
    "measure.total_investment": "total investment",
    "measure.stage": "stage",
    "measure.planned_start": "planned start",
    "measure.planned_finish": "planned finish",
    "measure.weight": "weight",
    "measure.owner": "responsible",
    "measure.unit": "built by",
    "measure.leader": "leader",
    "measure.words": "progress in words",
    "measure.next": "next step",
    "measure.problem": "problem",
    "measure.workers": "workers on site",
    "measure.length": "length",
    "measure.width": "width",
    "measure.design_speed": "design speed",
    "measure.capacity": "capacity",
    "measure.area": "area",
    "measure.floor_area": "floor area",
    "measure.in_use": "in use",
    "measure.core_modules": "core modules",
    "measure.water_per_year": "water a year",
    "measure.projects": "projects",
    "measure.signed_projects": "signed projects",
    "measure.signed_investment": "total investment of signed projects",
    # facts
    "error.facts.toml": "The facts file {file} is not readable TOML: {detail}.",
    "error.facts.unknown_field": "{file}, {place}: unknown field {field}; the fields are {known}.",
    "error.facts.missing": "{file}, {place}: the field {field} is missing or empty; fill it in.",
    "error.facts.type": "{file}, {place}: {field} has the wrong type; see intake/facts.py for the form.",
    "error.facts.subject": "{file}, {place}: “{subject}” has no record in this file; enter it first.",
    "error.facts.twice": "{file}: “{slug}” is entered twice; remove one of the two.",
    "error.facts.code": "{file}, {place}: {field} is “{code}”, which is none of {known}.",
    # values
    "error.text.empty": "The text is empty.",
    "error.text.empty.hint": "Write something; a blank does not stand for “nothing”.",
    "error.text.long": "“{text}” has {length} characters; the most is {limit}.",
    "error.text.long.hint": "Shorten it; a longer explanation goes into --note.",
    "error.text.character": "Character {position} of “{text}”, {code}, is invisible and cannot enter the ledger.",
    "error.text.character.hint": "Take the character out, or type the text anew.",
    "error.number": "“{text}” is not a number that can be read.",
    "error.number.hint": "Write plain digits, with thousands commas and decimals if you like: “1,234.5”.",
    "error.number.long": "“{text}” is too long: a number has at most {limit} characters.",
    "error.money": "“{text}” cannot be read as an amount of money.",
    "error.money.hint": "Write digits and a unit: “25359.52万元”, “1.2 million yuan”, “8000 yuan”.",
    "error.money.bare": "The amount “{text}” has no unit.",
    "error.money.bare.hint": "Say which: “{number} yuan”, “{number}万元” or “{number} million yuan”.",
    "error.money.mark": "The amount “{text}” is written in yuan, but its column is in {unit}.",
    "error.money.mark.hint": "Write the unit after the amount: “8000 yuan”, “0.8万元”.",
    "error.money.foreign": "The amount “{text}” is in a foreign currency ({currency}); the ledger keeps CNY only.",
    "error.money.foreign.hint": "Convert it to CNY, and put the original amount and the rate into --note.",
    "error.money.range": "“{text}” is a range; one amount is wanted here.",
    "error.money.range.hint": "Give one figure and keep the words in --note: “about 400 million yuan”.",
    "error.money.vague": "“{text}” gives no figure.",
    "error.money.vague.hint": "Write a figure in digits: “over 100 million yuan”, “8000万元”.",
    "error.money.fraction": "The amount “{text}” goes below 0.01 yuan, and is not rounded for you.",
    "error.money.fraction.hint": "Write it to 0.01 yuan.",
    "error.money.most": "The amount “{text}” is beyond the limit of 300,000,000,000.00 yuan.",
    "error.money.most.hint": "Check the unit: was yuan written as 万元?",
    "error.money.negative": "The amount “{text}” is negative.",
    "error.money.negative.hint": "Money that came back is entered with --refund and a positive amount.",
    "error.quantity": "“{text}” cannot be read as a quantity.",
    "error.quantity.hint": "Write digits and a unit: “4 km”, “1000 m3/day”, “about 60 wells”.",
    "error.quantity.bare": "The quantity “{text}” has no unit.",
    "error.quantity.bare.hint": "Write the unit after the number: “4 km”, “612 sets”.",
    "error.quantity.negative": "The quantity “{text}” is negative.",
    "error.quantity.negative.hint": "A quantity is 0 or more.",
    "error.quantity.money": "“{text}” is an amount of money, not a quantity.",
    "error.quantity.money.hint": "Investment is entered with the commands invested, plan and total.",
    "error.quantity.unit": "“{text}” is in {unit} and cannot be turned into {wanted}.",
    "error.quantity.unit.hint": "Give the figure in {wanted}, or use a unit of the same kind as {unit}.",
    "error.quantity.inexact": "“{text}” has no exact value when turned from {unit} into {wanted}.",
    "error.quantity.inexact.hint": "Give both figures in the same unit.",
    "error.percent": "“{text}” cannot be read as a percentage.",
    "error.percent.hint": "For example “80%”, “about 80%”, “over half”.",
    "error.percent.bare": "“{text}” has no percent sign.",
    "error.percent.bare.hint": "Write “{text}%”.",
    "error.percent.range": "“{text}” is not between 0% and 100%.",
    "error.percent.range.hint": "Check the figure; what goes beyond the plan belongs into --note.",
    "error.percent.fraction": "“{text}” is not a finite decimal.",
    "error.percent.fraction.hint": "Give a percentage, such as “66.7%” or “about 66.7%”.",
    "error.percent.words": "“{text}” gives no percentage.",
    "error.percent.words.hint": "Write a figure such as “80%”; words go into --say, as in --say “{text}”.",
    "error.percent.order": "In “{text}” the lower bound is above the upper one.",
    "error.percent.order.hint": "Write the smaller one first: “60%-70%”.",
    "error.when": "“{text}” cannot be read as a date.",
    "error.when.hint": "Say “2025-08-31”, “by August 31”, “end of August”, “Q3 2025”; leave it out when not fixed.",
    "error.when.year": "“{text}” names no year: it may be {first_reading} or {second_reading}.",
    "error.when.year.hint": "Say which, for example “{first_reading}”.",
    "error.when.before": "“{text}” has two readings: up to {exclusive}, or up to {inclusive}.",
    "error.when.before.hint": "Name the last day: “by {exclusive}” or “by {inclusive}” (that day included).",
    "error.when.calendar": "The calendar has no “{text}”.",
    "error.when.calendar.hint": "Check the month and the day, for example “2025-02-28”.",
    "error.when.years": "The year of “{text}” is not between 1980 and 2100.",
    "error.when.years.hint": "Check the year.",
    "error.when.order": "“{text}” ends before it begins, or has no such end.",
    "error.when.order.hint": "Write the beginning first, for example “2025-11 to 2026-02”.",
    "error.when.stored": "“{text}” is not a date in the form that the ledger stores.",
    "error.when.stored.hint": "For example “2025”, “2025-08”, “2025-08-31”, “2025-08-01/2025-08-10”, “../2025-08-31”.",
    # cli and commands
    "error": "Error: {text}",
    "error.interrupted": "Interrupted; nothing unfinished was written.",
    "error.bug": (
        "A fault inside the program; the ledger was not changed. For a report with details run:\n"
        "  {command}"
    ),
    "error.no_command": "There is no command “{name}”.",
    "error.no_command_like": "There is no command “{name}”. Did you mean {near}?",
    "error.dash": "A name or figure that begins with - goes behind --, for instance: zonetrack add --zone xiaohe -- -x",
    "error.config.unreadable": "The configuration file {path} cannot be read: {why}.",
    "error.config.unreadable.hint": "Correct it as TOML, or move the file away.",
    "error.ledger.nowhere": "No ledger was found.",
    "error.ledger.nowhere.hint": (
        "Begin one: zonetrack init. See the example: zonetrack init --example. Name an existing one: "
        "--db FILE or ZONETRACK_DB."
    ),
    "error.ledger.missing": "The ledger {path} does not exist.",
    "error.ledger.missing.hint": "Make it: zonetrack init {path}. No file was created.",
    "error.ledger.empty": "{path} is an empty file, not a ledger.",
    "error.ledger.empty.hint": (
        "Move it away before zonetrack init, or name the right ledger. The file was not changed."
    ),
    "error.ledger.foreign": "{path} is not a zonetrack ledger.",
    "error.ledger.foreign.hint": "Check --db or ZONETRACK_DB. The file was not changed.",
    "error.ledger.newer": (
        "{path} was written by a newer version (schema {version}); this program knows up to {known}."
    ),
    "error.ledger.newer.hint": "Upgrade zonetrack. The file was not changed.",
    "error.ledger.unfinished": "{path} was never finished being made.",
    "error.ledger.unfinished.hint": "Move it away and run zonetrack init again.",
    "error.ledger.broken": "The ledger {path} is damaged.",
    "error.ledger.broken.hint": (
        "Nothing more was written. Put the latest backup (made by zonetrack backup) in its place."
    ),
    "error.ledger.unopenable": "{path} cannot be opened as a ledger.",
    "error.ledger.unopenable.hint": "It should be a file in a folder that you may enter.",
    "error.ledger.read_only": "{path} or its folder may not be written; this change was not kept.",
    "error.ledger.read_only.hint": "Check the permissions of the file and its folder; what was there is intact.",
    "error.ledger.full": "The disk is full; this change was not kept, and what was there is intact.",
    "error.ledger.full.hint": "Make room and try again; the ledger is {path}.",
    "error.ledger.unwritable": "The disk failed while {path} was read or written; this change was not kept.",
    "error.ledger.unwritable.hint": "Check the disk, then look with zonetrack status.",
    "error.ledger.busy": "Another program held the ledger for more than {seconds} seconds; nothing was written.",
    "error.ledger.busy.hint": "Try again later; the ledger is {path}.",
    "error.ledger.cannot_create": "No ledger can be made at {path}: {why}.",
    "error.ledger.cannot_create.hint": "Choose a place that can be written, for instance: zonetrack init my.db.",
    "error.ledger.no_example": "The example ledger is not in this installation.",
    "error.ledger.no_example.hint": "Install zonetrack again.",
    "error.file.exists": "{path} exists already and was not changed.",
    "error.file.exists.hint": "Choose another name; for reports and backups --force overwrites.",
    "error.file.is_ledger": "{path} is the ledger itself and cannot be overwritten.",
    "error.file.unwritable": "{path} cannot be written: {why}.",
    "file.not_regular": "it is not a regular file",
    "error.output.full": "The output was cut short: the disk is full, or the place written to failed.",
    "error.output.ending": "The name {path} does not tell the format.",
    "error.output.ending.hint": "Use one of these endings: {known}, or give --format.",
    "error.reference.no_zone": "There is no zone “{text}”.",
    "error.reference.no_zone.hint": "See all: zonetrack zone list. Add one: zonetrack zone add.",
    "error.reference.no_zone_like": "There is no zone “{text}”.",
    "error.reference.no_zone_like.hint": (
        "Near it: {candidates}."
    ),
    "error.reference.no_zone_exactly": "There is no zone “{text}”.",
    "error.reference.no_zone_exactly.hint": (
        "Near it: {candidates}. In scripts, commands that write take whole slugs or names only."
    ),
    "error.reference.no_record": "Nothing answers to “{text}”.",
    "error.reference.no_record.hint": (
        "See all: zonetrack list. Write ZONE/PROJECT/MILESTONE, for instance xiaohe/daiwang-road/pipes."
    ),
    "error.reference.no_record_like": "Nothing answers to “{text}”.",
    "error.reference.no_record_like.hint": (
        "Near it: {candidates}."
    ),
    "error.reference.no_record_exactly": "Nothing answers to “{text}”.",
    "error.reference.no_record_exactly.hint": (
        "Near it: {candidates}. In scripts, commands that write take whole slugs or names only."
    ),
    "error.reference.ambiguous": "“{text}” may mean {n} records.",
    "error.reference.ambiguous.hint": (
        "Write one of them in full:\n"
        "{candidates}"
    ),
    "error.record.taken": "“{name}” is the name of a record already.",
    "error.record.name_taken": "“{name}” is on record already: {ref}. Nothing was written.",
    "error.record.name_taken.hint": (
        "To report on it: zonetrack update {ref}. If it is another one, choose another name (width and "
        "case make no difference)."
    ),
    "error.record.slug_taken": "The slug “{slug}” is in use.",
    "error.record.slug_taken.hint": "Choose another one with --slug.",
    "error.slug.unreadable": "“{text}” cannot be a slug.",
    "error.slug.unreadable.hint": "A slug is 1–40 of a–z, 0–9 and inner hyphens, for instance daiwang-road.",
    "error.slug.needed": "“{text}” needs a slug.",
    "error.slug.needed.hint": (
        "Give --slug, for instance --slug daiwang-road; or let it be taken from the pinyin: pip install "
        "'zonetrack[pinyin]'."
    ),
    "error.slug.no_pinyin": "Without the pinyin extra no slug can be taken from “{text}”.",
    "error.milestone.empty": "The milestone has no name.",
    "error.milestone.empty.hint": (
        'Write the name, then quantity, progress, deadline, for instance -m "Pipe laying, 4 km, 80%, '
        'due 2025-05".'
    ),
    "error.milestone.piece": "The piece “{text}” of the milestone cannot be read.",
    "error.milestone.piece.hint": (
        "It may be a quantity (4 km), a progress (80%), a deadline (due 2025-05), a start (from "
        "2025-03) or a weight (weight 30)."
    ),
    "error.milestone.twice": "In the milestone “{name}”, the piece “{text}” says what another one said.",
    "error.milestone.weight": "The weight “{text}” should be above 0.",
    "error.stage.unreadable": "There is no stage “{text}”.",
    "error.stage.unreadable.hint": "Use one of: {known}.",
    "error.stage.milestone": "A milestone cannot be in the stage “{text}”.",
    "error.stage.milestone.hint": "For milestones use one of: {known}.",
    "error.rule.future": "{day} is still to come (today is {today}); it cannot be recorded as a fact.",
    "error.rule.future.hint": (
        "For plans use reschedule, plan or --due; for something earlier give its day with --on."
    ),
    "error.rule.falling": "{ref}: “{figure}” on {day} goes back against “{other}” on {other_day}.",
    "error.rule.falling.hint": "If it is so, say why with --reason, and the figure is flagged; otherwise correct it.",
    "error.rule.quantity_above_total": "{ref}: “{done}” done is more than the total of “{total}”.",
    "error.rule.quantity_above_total.hint": "If it is so, say why with --reason, and the figure is flagged.",
    "error.rule.invested_above_total": "{ref}: {invested} invested is more than the total of {total}.",
    "error.rule.invested_above_total.hint": (
        "If it is so, say why with --reason, and the figure is flagged; if the total was raised, record "
        "that first with zonetrack total."
    ),
    "error.rule.straddle": "“{figure}” and “{other}” ({span}) overlap in time and cannot be added up.",
    "error.rule.straddle.hint": (
        "Give a period that does not overlap, or the sum since the start with --since-start. Nothing "
        "was written."
    ),
    "error.rule.reason": "{command} needs a --reason.",
    "error.rule.one_year": "“{period}” is not a period within one year.",
    "error.rule.one_year.hint": "Give a month, for instance --month 2025-03.",
    "error.update.empty": "{ref}: neither a figure nor any words were given.",
    "error.update.empty.hint": (
        'For instance: zonetrack update {ref} 80%, or zonetrack update {ref} --say "half of the pipes '
        'are laid".'
    ),
    "error.update.value": "“{text}” is neither a percentage nor a quantity.",
    "error.update.value.hint": "For instance 80% or 3.2km; for words use --say.",
    "error.update.negative": "“{text}” is negative; progress cannot be.",
    "error.update.bare": "“{text}” has no unit.",
    "error.update.bare.hint": "Write {text}% for a percentage, or a quantity with its unit such as 3.2km.",
    "error.update.measure": "“{text}” cannot be the name of a measure.",
    "error.update.measure.hint": (
        "Use a–z, 0–9 and underscores, for instance workers; money, progress and dates have commands of "
        "their own."
    ),
    "error.update.zone": "{ref} is a zone; progress is reported of projects and milestones.",
    "error.update.zone.hint": "Name a project or milestone; figures that a zone reports of itself go with --measure.",
    "error.update.certainty": "There is no certainty “{text}”.",
    "error.update.certainty.hint": "Use one of: {known}.",
    "error.update.too_long": "The line is too long: “{text}…”.",
    "error.update.json": "Not valid JSON: {text}",
    "error.update.field": "There is no field “{text}”.",
    "error.update.field.hint": "Use: {known}.",
    "error.update.not_text": "The field “{text}” should be text.",
    "error.update.no_ref": "There is no ref in: {text}",
    "error.update.bad_lines": ("{n} line cannot be recorded; nothing was written:\n{lines}", "{n} lines cannot be recorded; nothing was written:\n{lines}"),
    "update.bad_line": "  line {number}: {text}",
    "error.invested.basis": "Say which span is meant: one of --since-start, --ytd or --month.",
    "error.invested.refund": "--refund goes with --month only.",
    "error.reschedule.nothing": "Give the new date with --start or --due.",
    "error.edit.nothing": "Say what to change, for instance --name.",
    "error.edit.field": "{ref} has no such field: {field}.",
    "error.init.timezone": "There is no time zone “{text}”.",
    "error.init.timezone.hint": "For instance Asia/Shanghai.",
    "error.undo.entry": "“{text}” is not the number of an entry.",
    "error.undo.entry.hint": "Write ZONE#NUMBER, for instance yuanping#42.",
    "error.undo.none": "“{author}” has no entry to take back.",
    "error.undo.none.hint": "Name one, for instance zonetrack undo yuanping#42.",
    "error.undo.nothing": "There is no entry {entry}.",
    "error.undo.made": "{entry} made the ledger itself; it cannot be taken back.",
    "error.undo.made.hint": "To be rid of the ledger delete its file.",
    "error.undo.changed": "After entry {entry}, {row} was changed again; it cannot be taken back.",
    "error.undo.changed.hint": (
        "The entry left: {left}\n"
        "Now: {now}\n"
        "Take the later entry back first."
    ),
    "error.undo.depends": "Later records depend on it ({row}); it cannot be taken back.",
    "error.undo.depends.hint": "Take the later entries back first.",
    "ask.which_year": "“{text}” has no year. Which is meant?",
    "ask.choice": "Choose",
    "ask.slug": "Slug for “{name}” (a–z, 0–9, hyphens)",
    "echo.added": "Added {ref}  {name}",
    "echo.fact": "{ref}  {measure}: {shown} ({day})",
    "echo.change": "{old} ⇒ {new}",
    "echo.edited": "{ref}  {field}: {shown}",
    "echo.flagged": "Flagged: {flags}",
    "echo.later": ("  {n} day later than planned; the first plan stays as the baseline.", "  {n} days later than planned; the first plan stays as the baseline."),
    "echo.earlier": ("  {n} day earlier than planned.", "  {n} days earlier than planned."),
    "echo.finish_before_start": "Please check {ref}: its planned finish ({due}) is before its planned start ({start}).",
    "echo.complete": "  100 % is reported. If it is finished, record the day: zonetrack done {ref} --on DAY",
    "echo.empty": "(empty)",
    "echo.nothing": "No change; nothing was written.",
    "echo.dry_run": "Dry run: nothing was written to {where}.",
    "echo.written": "Written to {where}, entry {entry}. To undo: zonetrack undo {name}",
    "echo.repeated": "The same --key was written to {where} before, entry {entry}; nothing was changed.",
    "echo.sample": "{path} (sample)",
    "echo.undone": "Took back entry {entry} ({command}, {author}, {at})",
    "echo.migrated": "The ledger was brought up to date; its backup from before: {path}",
    "echo.file": "Written to {path}",
    "echo.backup": "{ledger} was copied to {path}, and the copy checked.",
    "echo.made": "Made the ledger {path}",
    "echo.example": "Copied the example ledger to {path}",
    "echo.next": (
        "Next:\n"
        "  export ZONETRACK_DB={path}\n"
        '  zonetrack zone add "Yuanping Development Zone" --slug yuanping'
    ),
    "echo.next_example": (
        "Next:\n"
        "  export ZONETRACK_DB={path}\n"
        "  zonetrack status --as-of 2025-04-30"
    ),
    "field.name": "name",
    "field.slug": "slug",
    "field.code": "code",
    "field.category": "category",
    "field.tags": "tags",
    "field.position": "order",
    "help.zonetrack": (
        "The ledger of a development zone: records projects, milestones and money; lists progress, what "
        "is late, and investment totals.\n"
        "\n"
        "Without a command it shows how the nearest ledger stands."
    ),
    "help.epilog": "How a command is used: zonetrack COMMAND --help",
    "help.commands": "Commands",
    "help.examples": "Examples",
    "help.global": (
        "For the common options (--db --lang --user --today --quiet --debug) see zonetrack --help."
    ),
    "welcome.begin": (
        "zonetrack: the ledger of a development zone. There is no ledger here yet.\n"
        "\n"
        "  zonetrack init --example      look around in the ledger of six real zones\n"
        "  zonetrack init my.db          begin your own\n"
        "  zonetrack --help              all commands"
    ),
    "short.status": "how all zones, or one, stand",
    "short.show": "one project or milestone in depth",
    "short.list": "projects, by many filters",
    "short.overdue": "what is late and what is due soon",
    "short.report": "the whole page",
    "short.check": "warnings by exit code, for cron",
    "short.add": "a new project with its milestones",
    "short.milestone": "one more milestone",
    "short.milestone.add": "add one milestone to a project",
    "short.update": "report progress, in figures or words",
    "short.done": "a milestone or project is finished",
    "short.stage": "a project reaches a stage",
    "short.invested": "what was invested, and over which span",
    "short.plan": "what is planned to be invested",
    "short.total": "the total investment",
    "short.reschedule": "move a planned date, with a reason",
    "short.edit": "correct a name, slug or code",
    "short.drop": "take a project off the list, with a reason",
    "short.undo": "take back a command",
    "short.init": "make a ledger",
    "short.zone": "zones",
    "short.zone.add": "add a zone",
    "short.zone.list": "list the zones",
    "short.backup": "a checked copy of the ledger",
    # help
    "help.status.status": (
        "Show how all zones stand; for one ZONE list its projects.\n"
        "\n"
        "Either page ends with the five items longest overdue."
    ),
    "help.show.show": (
        "Show one project or milestone in depth: progress, money, dates, milestones and other figures."
    ),
    "help.listing.list": "List projects by zone, stage, owner, leader, tag and more.",
    "help.overdue.overdue": (
        "List what is late and what is due soon, with who answers for it, worst first.\n"
        "\n"
        "Late is what is not finished after the last day of its planned finish, or not started after "
        "that of its planned start."
    ),
    "help.report.report": "Print the whole page: summary, projects, late, due soon, money by stage.",
    "help.check.check": (
        "Check for late items: silent with exit code 0 when there are none, else listed with exit code "
        "10."
    ),
    "help.add.add": (
        "Add a project, with its milestones if you like.\n"
        "\n"
        "A MILESTONE is its name, then in any order: quantity, progress, deadline (due 2025-05), start "
        "(from 2025-03), weight (weight 30), parted by commas."
    ),
    "help.milestone": "Add milestones.",
    "help.milestone.add": "Add one milestone to a project.",
    "help.update.update": (
        "Report progress: a percentage, a quantity done, or words on progress, next step and problem.\n"
        "\n"
        "With - as REF, read lines of REF TAB VALUE or JSON from standard input: all are written, or "
        "none."
    ),
    "help.done.done": (
        "Record that a milestone or project is finished; --on gives the day, also as “by” a day."
    ),
    "help.stage.stage": (
        "Record the stage of a project: reserve signed preparing started construction completed "
        "operating paused dropped."
    ),
    "help.money.invested": (
        "Record what was invested, and over which span: since the start, year to date, or one period."
    ),
    "help.money.plan": "Record what is planned to be invested in a year or period.",
    "help.money.total": "Record the total investment.",
    "help.reschedule.reschedule": "Move a planned start or finish, with a reason; the first plan stays as the baseline.",
    "help.edit.edit": (
        "Correct a name, slug, code, category, tags or order; dates and figures are not edited here. "
        "Old slugs go on working."
    ),
    "help.drop.drop": (
        "Take a project or milestone off the list, with a reason; it stays on record and is listed "
        "apart."
    ),
    "help.undo.undo": (
        "Take back all that a command wrote; without ENTRY your own newest one. An undo is an entry "
        "too, and can be taken back."
    ),
    "help.init.init": (
        "Make a ledger at PATH; --example copies the example. Without PATH it goes to your data folder."
    ),
    "help.zone": "Zones.",
    "help.zone.add": "Add a zone.",
    "help.zone.list": "List all zones.",
    "help.backup.backup": "Copy the ledger to FILE; it gets that name only once it has been checked.",
    "example.status.status": (
        "zonetrack status\n"
        "zonetrack status yuanping --as-of 2025-04-30\n"
        "zonetrack status --format json"
    ),
    "example.show.show": (
        "zonetrack show xiaohe/daiwang-road\n"
        "zonetrack show daiwang --as-of 2025-09-01"
    ),
    "example.listing.list": (
        "zonetrack list --zone yuanping --unreported\n"
        "zonetrack list --stage construction --format csv -o projects.csv"
    ),
    "example.overdue.overdue": (
        "zonetrack overdue --within 30d\n"
        "zonetrack overdue --zone xiaohe --as-of 2025-09-01"
    ),
    "example.report.report": (
        "zonetrack report --zone yuanping\n"
        "zonetrack report --as-of 2025-04-30 --format json"
    ),
    "example.check.check": "zonetrack check || echo something is late",
    "example.add.add": (
        'zonetrack add "Daiwang Road" --zone xiaohe \\\n'
        '  -m "Pipe laying, 4 km, 80%, due 2025-05" -m "Paving, due 2025-08"\n'
        'zonetrack add "Water plant" --zone yuanping --total 10796.35万元'
    ),
    "example.milestone.add": "zonetrack milestone add Roadbed --project xiaohe/daiwang-road --due 2025-07",
    "example.update.update": (
        'zonetrack update xiaohe/daiwang-road/pipes 85% --on 2025-05-10 --source "weekly meeting"\n'
        'zonetrack update xiaohe/daiwang-road --say "half of the pipes are covered" --next roadbed\n'
        "zonetrack update - < this-week.txt"
    ),
    "example.done.done": "zonetrack done xiaohe/daiwang-road/pipes --on 2025-05-28",
    "example.stage.stage": "zonetrack stage yuanping/water-plant started --on 2025-06-20",
    "example.money.invested": (
        "zonetrack invested yuanping/water-plant 3458万元 --since-start\n"
        'zonetrack invested yuanping/water-plant "1.2 million yuan" --month 2025-07'
    ),
    "example.money.plan": "zonetrack plan yuanping/water-plant 5000万元 --for 2025",
    "example.money.total": 'zonetrack total yuanping/water-plant 10796.35万元 --source "feasibility study"',
    "example.reschedule.reschedule": (
        'zonetrack reschedule xiaohe/daiwang-road/paving --due "by end of October 2025" --reason '
        '"rainy season"'
    ),
    "example.edit.edit": "zonetrack edit xiaohe/daiwang-road --slug daiwang",
    "example.drop.drop": 'zonetrack drop yuanping/water-plant --reason "merged with the reclaimed water works"',
    "example.undo.undo": (
        "zonetrack undo\n"
        'zonetrack undo yuanping#42 --reason "wrong project"'
    ),
    "example.init.init": (
        "zonetrack init my.db\n"
        "zonetrack init sample.db --example"
    ),
    "example.zone.add": 'zonetrack zone add "Yuanping Development Zone" --slug yuanping',
    "example.zone.list": "zonetrack zone list --format csv",
    "example.backup.backup": "zonetrack backup copy.db",
    "option.db": "the ledger (or ZONETRACK_DB)",
    "option.lang": "language (or ZONETRACK_LANG)",
    "option.user": "who is entering (or ZONETRACK_USER)",
    "option.today": "take another day for today (for tests)",
    "option.quiet": "say nothing but data and errors",
    "option.debug": "show details of an internal fault",
    "option.version": "show the version",
    "option.format": "format; table unless given",
    "option.output": "write to a file, whose ending chooses the format (.txt .json .csv .tsv .md .html .xlsx)",
    "option.force": "overwrite an existing file",
    "option.wide": "show every column",
    "option.table": "only this one of the tables",
    "option.as-of": "how things stood on that day; today unless given",
    "option.on": "the day that the fact speaks of; today unless given",
    "option.source": "where it comes from",
    "option.reason": "why",
    "option.note": "a note",
    "option.dry-run": "try it, write nothing",
    "option.key": "the same key twice changes nothing",
    "option.zone": "the zone",
    "option.project": "the project",
    "option.slug": "the short name for typing",
    "option.total": "total investment, such as 1.2亿元",
    "option.start": "planned start",
    "option.due": "planned finish",
    "option.stage": "the stage",
    "option.owner": "the organisation that answers for it",
    "option.unit": "the organisation that builds it",
    "option.leader": "the leader responsible for it",
    "option.category": "category",
    "option.code": "project code",
    "option.tag": "a tag; may be given several times",
    "option.untag": "take a tag away; may be given several times",
    "option.milestone": "a milestone; may be given several times",
    "option.quantity": "the total quantity, such as 4 km",
    "option.weight": "weight",
    "option.say": "progress in words",
    "option.next": "the next step",
    "option.problem": "a problem; an empty text takes it back",
    "option.measure": "name of another measure, such as workers",
    "option.certainty": "how certain it is",
    "option.since-start": "since the start of the project",
    "option.ytd": "from New Year to the day of the fact",
    "option.month": "one month or period, such as 2025-03",
    "option.refund": "a negative amount: a refund or correction",
    "option.for": "the period planned for, such as 2025 or 2025-Q1",
    "option.name": "name",
    "option.order": "place in the list",
    "option.within": "how many days ahead count as soon",
    "option.unreported": "only projects without a report",
    "option.example": "copy the example ledger",
    "option.timezone": "the ledger's time zone",
    # metavars
    "metavar.WHERE": "WHERE",
    "metavar.NAME": "NAME",
    "metavar.DAY": "DAY",
    "metavar.ZONE": "ZONE",
    "metavar.SLUG": "SLUG",
    "metavar.MONEY": "MONEY",
    "metavar.WHEN": "WHEN",
    "metavar.STAGE": "STAGE",
    "metavar.ORG": "ORG",
    "metavar.PERSON": "PERSON",
    "metavar.TEXT": "TEXT",
    "metavar.CODE": "CODE",
    "metavar.TAG": "TAG",
    "metavar.MILESTONE": "MILESTONE",
    "metavar.KEY": "KEY",
    "metavar.FILE": "FILE",
    "metavar.PROJECT": "PROJECT",
    "metavar.QUANTITY": "QUANTITY",
    "metavar.N": "N",
    "metavar.MEASURE": "MEASURE",
    "metavar.MONTH": "MONTH",
    "metavar.PERIOD": "PERIOD",
    "metavar.REF": "REF",
    "metavar.VALUE": "VALUE",
    "metavar.PATH": "PATH",
    "metavar.ENTRY": "ENTRY",
    "metavar.DAYS": "DAYS",
    "metavar.TZ": "TZ",
    "metavar.TABLE": "TABLE",
    "metavar.[OPTIONS]": "[OPTIONS]",
    "metavar.COMMAND [ARGS]...": "COMMAND [ARGS]...",
    # reading
    "error.days": "“{text}” is not a number of days.",
    "error.days.hint": "For instance 30d.",
    # two times
    "option.known": "as the ledger knew it at that entry or day",
    "metavar.ENTRY|DAY": "ENTRY|DAY",
    # changes
    "short.changes": "what has changed since a day or entry",
    "help.changes.changes": (
        "List what has changed since a day or entry: progressed, finished, newly late, moved, otherwise "
        "reported, new problems, added, dropped; and the projects of which nothing was heard."
    ),
    "example.changes.changes": (
        "zonetrack changes --since 2025-04-21\n"
        "zonetrack changes --since yuanping#42 --zone yuanping"
    ),
    "option.since": "after which day or entry",
    "report.changes": "Changes since {since}",
    "table.progressed": "Progressed",
    "table.finished": "Finished",
    "table.moved": "Moved",
    "table.reported": "Otherwise reported",
    "table.problems": "New problems",
    "table.added": "Added",
    "table.dropped": "Dropped",
    "table.silent": "Silent since",
    "table.newly_late": "Newly late",
    "col.old": "Old",
    "col.new": "New",
    "col.days": "Days",
    "col.reason": "Reason",
    "note.no_changes": "Nothing has changed since.",
    # kinds of records
    "kind.zone": "zone",
    "kind.project": "project",
    "kind.milestone": "milestone",
    "error.reference.kind": "{ref} is a {kind}; this command is for: {wanted}.",
    "error.reference.kind.hint": "Write ZONE/PROJECT/MILESTONE, for instance xiaohe/daiwang-road/pipes.",
    # list for update
    "option.for-update": "print references and last figures, to edit and pipe into update -",
    "update.header": (
        "REF TAB VALUE; edit, then run zonetrack update - < this file. Lines that begin with # are not "
        "read."
    ),
    # history and source
    "short.history": "who said what when",
    "short.source": "where a figure comes from",
    "help.history.history": (
        "List who said what when, the newest first; of one zone, project or milestone (REF), also what was said before it was renamed.\n"
        "\n"
        "With --as-of, figures of later days are left out."
    ),
    "help.source.source": (
        "List what a printed figure is made of: words, day, certainty, source, entry and author of each input, and the older figures that it replaced; of a sum, every project, those that did not report too.\n"
        "\n"
        "MEASURE is the name of the figure, such as total_investment or “total investment”; without it, every figure that stands is listed."
    ),
    "example.history.history": (
        "zonetrack history xiaohe/daiwang-road\n"
        "zonetrack history --since yuanping#42 --user li\n"
        "zonetrack history --format json -o journal.json"
    ),
    "example.source.source": (
        "zonetrack source yuanping total_investment\n"
        "zonetrack source xiaohe/daiwang-road/pipes quantity\n"
        "zonetrack source xiaohe/daiwang-road light --as-of 2025-09-01"
    ),
    "option.history.user": "only what this person entered",
    "error.source.measure": "{ref} has no figure “{text}”.",
    "error.source.measure.hint": "Its figures: {known}.",
    "report.history": "{name}: history",
    "report.history.all": "History of the ledger",
    "report.source": "{name}: sources of its figures",
    "table.entries": "History",
    "table.inputs": "Sources",
    "empty.entries": "Nothing was entered.",
    "empty.inputs": "Nothing is behind it.",
    "col.entry": "Entry",
    "col.time": "Entered",
    "col.at": "Entered (UTC)",
    "col.author": "By",
    "col.command": "Command",
    "col.action": "Change",
    "col.what": "What",
    "col.day": "Counts from",
    "col.undone_by": "Undone by",
    "col.undoes": "Undoes",
    "col.seq": "Number",
    "col.n": "Number in entry",
    "col.command_id": "Command id",
    "col.key": "Key",
    "col.hash": "Chain head",
    "col.row_table": "Table",
    "col.row_id": "Row",
    "col.before": "Row before",
    "col.after": "Row after",
    "col.figure": "Printed figure",
    "col.state": "Counted",
    "col.why": "Rule",
    "col.inputs.words": "In words",
    "field.alias": "former slug",
    "field.timezone": "time zone",
    "field.sample": "sample ledger",
    "field.unit": "unit of quantities",
    "action.added": "added",
    "action.changed": "changed",
    "action.removed": "removed",
    "state.used": "used",
    "state.superseded": "superseded",
    "state.left_out": "left out",
    "state.not_reported": "not reported",
    "why.newest": "the newest",
    "why.newer": "there is a newer one",
    "why.done": "done, so all of it",
    "why.not_done": "not done yet",
    "why.share": "done ÷ total",
    "why.product": "percentage × total",
    "why.weighted": "mean by weight",
    "why.dropped": "milestone dropped",
    "why.aside": "paused or dropped",
    "why.alone": "the other figure is missing",
    "why.counted": "counted as a project",
    "why.started": "the first to say so",
    "why.other_stage": "does not move this day",
    "why.first": "the first plan",
    "why.later_plan": "a later plan",
    "why.put_off": "put off",
    "why.not_later": "not put off",
    "why.late": "late",
    "why.due_soon": "due soon",
    "why.due": "the next deadline",
    "why.flagged": "accepted with a reason",
    "why.own_words": "the zone says so itself",
    "why.level": "newest sum since the start",
    "why.later_period": "a later period",
    "why.year_to_date": "sum of its year",
    "why.less_year_to_date": "taken off: in the sum since the start",
    "why.newer_level": "there is a newer sum since the start",
    "why.newer_year_to_date": "there is a newer sum of that year",
    "why.newer_period": "there is a newer figure of that period",
    "why.in_level": "in the sum since the start",
    "why.in_year_to_date": "in the sum of its year",
    "why.across": "overlaps a figure that counts",
    "note.history_since": "Only what was entered after {since}.",
    "note.history_user": "Only what {name} entered.",
    "note.history_later": (
        "{n} more is of a day after {day} and not listed.",
        "{n} more are of days after {day} and not listed.",
    ),
    "note.made_newest": "Of several figures that of the latest day stands; of one day, that entered last.",
    "note.made_sum": (
        "{figure}: {value}, from the {n} of {of} projects that reports it.",
        "{figure}: {value}, the sum over the {n} of {of} projects that report it.",
    ),
    "note.made_no_sum": "{figure}: none of {of} projects reports it.",
    "note.unreported": (
        "{n} project does not report {figure}: {names}.",
        "{n} projects do not report {figure}: {names}.",
    ),
    "note.made_rate_of": (
        "Invested rate: {invested} ÷ {total} = {value}, of the {n} of {of} projects that reports both.",
        "Invested rate: {invested} ÷ {total} = {value}, over the {n} of {of} projects that report both.",
    ),
    "note.made_rate": "Invested rate: {invested} ÷ {total} = {value}.",
    "note.made_no_rate": "There is an invested rate only where both a total and what is invested are reported.",
    "note.made_projects": (
        "{n} project is on record; paused and dropped ones are not counted.",
        "{n} projects are on record; paused and dropped ones are not counted.",
    ),
    "note.made_nodes": (
        "{n} of {of} milestones is done; dropped ones are not counted.",
        "{n} of {of} milestones are done; dropped ones are not counted.",
    ),
    "note.made_overdue": (
        "{n} item is late on {day}: not done after the last day of its planned finish, or not started after that of its planned start.",
        "{n} items are late on {day}: not done after the last day of their planned finish, or not started after that of their planned start.",
    ),
    "note.made_due_soon": (
        "{n} item is due within {within} days of {day}.",
        "{n} items are due within {within} days of {day}.",
    ),
    "note.made_last_report": "The day of the newest report by {day} on how far things are; plans, totals and names are no such report.",
    "note.made_done": "Done {day}, so progress is 100%.",
    "note.made_share": "Progress {value} is computed from the quantity done of the total, not reported.",
    "note.made_weighted": "Progress {value} is the mean of the milestones by their weights, not reported; an interval where some are unreported.",
    "note.made_product": "{percent} × {total} = {value}: computed from the percentage, not reported.",
    "note.made_since_start": "Invested {value}: the newest sum since the start, plus the periods after it; a year-to-date figure stands for the periods of its year.",
    "note.made_by_period": "Invested {value}: only the sum of periods, as no sum since the start was given; a year-to-date figure stands for the periods of its year.",
    "note.made_plan": "The newest plan stands, and the first planned finish is the baseline; the first plan holds before it was said, too.",
    "note.made_slips": (
        "A plan with a later last day than the one before puts it off: {n} time.",
        "A plan with a later last day than the one before puts it off: {n} times.",
    ),
    "note.light_done": "Done: {day}.",
    "note.light_in_progress": "In progress: begun, and nothing is late or due within {within} days.",
    "note.light_not_started": "Not started: reported on, but nothing says that it has begun; nothing is late or due within {within} days.",
    "note.light_not_reported": "Not reported: nobody has said whether it has begun; nothing is late or due within {within} days.",
    "note.light_paused": "Paused: no deadline binds it.",
    "note.light_dropped": "Dropped: no deadline binds it.",
    "note.light_late_finish": (
        "“{name}” is late: planned finish {plan}; its last day {last} is {n} day before {day}, and it is not done.",
        "“{name}” is late: planned finish {plan}; its last day {last} is {n} days before {day}, and it is not done.",
    ),
    "note.light_late_start": (
        "“{name}” is late: planned start {plan}; its last day {last} is {n} day before {day}, and it has not started.",
        "“{name}” is late: planned start {plan}; its last day {last} is {n} days before {day}, and it has not started.",
    ),
    "note.light_soon_finish": (
        "“{name}” is due soon: planned finish {plan}; its last day {last} is {n} day after {day}.",
        "“{name}” is due soon: planned finish {plan}; its last day {last} is {n} days after {day}.",
    ),
    "note.light_soon_start": (
        "“{name}” is due soon: planned start {plan}; its last day {last} is {n} day after {day}.",
        "“{name}” is due soon: planned start {plan}; its last day {last} is {n} days after {day}.",
    ),
}
