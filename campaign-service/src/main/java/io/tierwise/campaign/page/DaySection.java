package io.tierwise.campaign.page;

import io.tierwise.campaign.page.Days.Day;
import io.tierwise.campaign.page.Page.Section;
import io.tierwise.campaign.report.Dimension;
import io.tierwise.campaign.report.MoneyReport;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Spend and revenue over time: by day, of long periods by week or month. */
final class DaySection {
  private static final int MOST_DAYS = 92;
  private static final int MOST_WEEKS = 104;

  private enum Unit {
    DAY(date -> date),
    WEEK(date -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))),
    MONTH(date -> date.withDayOfMonth(1));

    private final UnaryOperator<LocalDate> start;

    Unit(UnaryOperator<LocalDate> start) {
      this.start = start;
    }

    LocalDate next(LocalDate date) {
      return switch (this) {
        case DAY -> date.plusDays(1);
        case WEEK -> date.plusWeeks(1);
        case MONTH -> date.plusMonths(1);
      };
    }

    static Unit of(long days) {
      return days <= MOST_DAYS ? DAY : days <= MOST_WEEKS * 7L ? WEEK : MONTH;
    }
  }

  static Section of(MoneyReport report, Words words) {
    List<MoneyReport.Part> parts = report.by(Dimension.DAY);
    LocalDate first = LocalDate.parse(parts.getFirst().key());
    LocalDate last = LocalDate.parse(parts.getLast().key());
    Unit unit = Unit.of(last.toEpochDay() - first.toEpochDay() + 1);
    TreeMap<LocalDate, Day> days = new TreeMap<>();
    for (LocalDate at = unit.start.apply(first); !at.isAfter(last); at = unit.next(at)) {
      days.put(at, new Day(at, 0, 0));
    }
    for (MoneyReport.Part part : parts) {
      days.merge(
          unit.start.apply(LocalDate.parse(part.key())),
          new Day(first, part.figures().revenue().units(), part.figures().spend().units()),
          (a, b) -> new Day(a.date(), a.revenue() + b.revenue(), a.spend() + b.spend()));
    }
    String name = unit.name().toLowerCase(Locale.ROOT);
    String title = "Revenue and spend by " + name;
    List<Day> series = List.copyOf(days.values());
    return new Section(
        "Over time",
        List.of("Orders count when they were placed, contacts when they were made; days are UTC."),
        new Days("days", title, "The same numbers are in the table below.", series).draw(),
        words.in(title),
        List.of(name + " from", "revenue", "spend"),
        series.stream()
            .filter(day -> day.revenue() > 0 || day.spend() > 0)
            .map(
                day ->
                    List.of(
                        day.date().toString(),
                        Words.amount(day.revenue()),
                        Words.amount(day.spend())))
            .toList());
  }

  private DaySection() {}
}
