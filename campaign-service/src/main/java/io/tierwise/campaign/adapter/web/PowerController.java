package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.statistics.Power;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** How large an experiment has to be, before it starts. */
@RestController
@Tag(name = "Experiments")
class PowerController {
  /**
   * @param baseline conversion of the control, inside 0..1; or give a deviation
   * @param deviation standard deviation of a metric that is no share
   * @param minimumEffect absolute
   * @param controlShare of all users in the experiment; 0.5 if it is missing
   * @param explained share of the variance that the spend before explains; 0 if it is missing
   * @param usersPerDay who meet what varies, to say how long it takes
   */
  @Schema(
      example =
          """
          {"baseline": 0.03, "minimumEffect": 0.005, "controlShare": 0.5, "alpha": 0.05,
           "power": 0.8, "usersPerDay": 2000}
          """)
  record Request(
      @Nullable BigDecimal baseline,
      @Nullable BigDecimal deviation,
      @Nullable BigDecimal minimumEffect,
      @Nullable BigDecimal controlShare,
      @Nullable BigDecimal alpha,
      @Nullable BigDecimal power,
      @Nullable BigDecimal explained,
      @Nullable BigDecimal usersPerDay) {}

  /**
   * @param users in all arms together
   * @param days null if users per day were not given
   */
  record View(long users, long control, long treated, @Nullable Long days, String text) {}

  @PostMapping("/v1/experiments/power")
  @Operation(summary = "Calculate how many users an experiment needs, before it starts")
  View power(@RequestBody Request request) {
    Checks checks = new Checks();
    double alpha = inside(checks, "alpha", or(request.alpha(), 0.05));
    double power = inside(checks, "power", or(request.power(), 0.8));
    double share = inside(checks, "controlShare", or(request.controlShare(), 0.5));
    double effect = or(request.minimumEffect(), Double.NaN);
    if (!(Math.abs(effect) >= 1e-9 && Math.abs(effect) <= 1e9)) {
      checks.problem("minimumEffect", "out-of-range", "is a number other than 0, up to 10^9");
    }
    double explained = or(request.explained(), 0);
    if (!(explained >= 0 && explained < 1)) {
      checks.problem("explained", "out-of-range", explained + " is not in 0..1, 1 excluded");
    }
    boolean ofShare = request.deviation() == null;
    double baseline = or(request.baseline(), Double.NaN);
    double deviation = or(request.deviation(), 1);
    if (ofShare && !(baseline > 0 && baseline < 1)) {
      checks.problem("baseline", "out-of-range", "is inside 0..1, or give a deviation");
    } else if (ofShare && !(baseline + effect > 0 && baseline + effect < 1)) {
      checks.problem("minimumEffect", "out-of-range", "leads out of 0..1");
    }
    if (!ofShare && !(deviation > 0 && deviation <= 1e9)) {
      checks.problem("deviation", "out-of-range", "is above 0 up to 10^9");
    }
    double perDay = or(request.usersPerDay(), 0);
    if (request.usersPerDay() != null && !(perDay >= 1 && perDay <= 1e12)) {
      checks.problem("usersPerDay", "out-of-range", "is at least 1");
    }
    checks.throwIfAny();
    Power wanted = new Power(alpha, power, share);
    long users =
        ofShare
            ? wanted.unitsForShare(baseline, effect)
            : wanted.unitsForMean(deviation, effect, explained);
    long control = Math.round(users * share);
    Long days = perDay > 0 ? (long) Math.ceil(users / perDay) : null;
    return new View(
        users,
        control,
        users - control,
        days,
        "With %d users in all, an effect of the size asked for is seen with a chance of %s %%."
            .formatted(
                users, BigDecimal.valueOf(power * 100).stripTrailingZeros().toPlainString()));
  }

  private static double or(@Nullable BigDecimal value, double otherwise) {
    return value == null ? otherwise : Objects.requireNonNull(value).doubleValue();
  }

  private static double inside(Checks checks, String field, double value) {
    if (!(value > 0 && value < 1)) {
      checks.problem(field, "out-of-range", value + " is not inside 0..1");
      return 0.5;
    }
    return value;
  }
}
