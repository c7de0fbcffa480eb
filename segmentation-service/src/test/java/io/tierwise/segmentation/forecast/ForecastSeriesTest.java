package io.tierwise.segmentation.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.segmentation.forecast.ForecastSeries.Outcome;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForecastSeriesTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

  private static DailySeries series(int days, IntToDoubleFunction value) {
    return new DailySeries(FIRST, IntStream.range(0, days).mapToDouble(value).boxed().toList());
  }

  private static Forecast made(DailySeries history, int horizon) {
    return ((Outcome.Made) ForecastSeries.of(history, horizon)).forecast();
  }

  @Test
  void noiseAroundWeekdays_isForecastBetterThanByLastWeek() {
    Random random = new Random(3);
    Forecast forecast = made(series(300, t -> 100 + 40 * (t % 7) + 30 * random.nextGaussian()), 28);

    assertThat(forecast.model()).isNotEqualTo(SeasonalNaive.NAME);
    assertThat(forecast.statement()).contains("least error on earlier days");
    assertThat(forecast.errors().mase()).isLessThan(0.85);
    assertThat(forecast.days()).hasSize(28);
    assertThat(forecast.days().getFirst().date()).isEqualTo(FIRST.plusDays(300));
    assertThat(forecast.days()).allSatisfy(d -> assertThat(d.value()).isBetween(d.low(), d.high()));
    // 80 % of 112 days that overlap; far from what a wrong interval would hold.
    assertThat(forecast.coverage()).isBetween(0.6, 0.95);
    assertThat(forecast.origins()).isEqualTo(4);
  }

  @Test
  void weekdaysThatChangeForGood_areLeftToLastWeek_andItIsSaid() {
    Random random = new Random(8);
    List<Double> days = new ArrayList<>();
    for (int t = 0; t < 200; t++) {
      double before = t < 7 ? 100 : days.get(t - 7);
      days.add(Math.max(0, before + 30 * random.nextGaussian()));
    }
    Forecast forecast = made(new DailySeries(FIRST, days), 7);

    assertThat(forecast.model()).isEqualTo(SeasonalNaive.NAME);
    assertThat(forecast.statement()).contains("so these are used");
    assertThat(forecast.days().getFirst().value()).isEqualTo(days.get(193));
  }

  @Test
  void errors_areThoseOfTheDaysThatJudge() {
    DailySeries history = series(120, t -> t % 7 + (t >= 92 ? 7 : 0));
    Forecast forecast = made(history, 28);

    Errors naive = forecast.candidates().getFirst().judging();
    // From the last origins on every day is 7 above what it was, on average 10.
    assertThat(naive.days()).isEqualTo(28 * forecast.origins());
    assertThat(forecast.candidates().getFirst().choosing().wape()).isZero();
    assertThat(naive.wape()).isPositive();
  }

  @Test
  void nothingSold_isForecastAsNothing() {
    Forecast forecast = made(series(120, t -> 0), 14);

    assertThat(forecast.total()).isZero();
    assertThat(forecast.errors().mase()).isNull();
    assertThat(forecast.errors().wape()).isNull();
    assertThat(forecast.coverage()).isEqualTo(1, within(1e-9));
  }

  @Test
  void tooLittleHistory_isSaid() {
    assertThat(ForecastSeries.of(series(97, t -> t), 28)).isEqualTo(new Outcome.TooShort(97, 98));
    assertThat(ForecastSeries.of(series(98, t -> t), 28)).isInstanceOf(Outcome.Made.class);
  }

  @Test
  void originsOfBothKinds_doNotOverlap() {
    for (int days = 98; days < 300; days += 11) {
      Backtest backtest = new Backtest(new double[days], 28);
      int[] choosing = backtest.choosing();
      assertThat(choosing[0]).isGreaterThanOrEqualTo(42);
      assertThat(choosing[choosing.length - 1] + 28).isLessThanOrEqualTo(backtest.judging()[0]);
      assertThat(backtest.judging()[backtest.origins() - 1] + 28).isEqualTo(days);
    }
  }
}
