package io.tierwise.profile.history;

import io.tierwise.profile.fold.Formula;
import java.util.List;

/**
 * Folds profiles of another formula anew, some at a time and once through: an event of its user
 * would do so too, but most users of an old shop do not come back soon.
 */
public final class RefoldProfiles {
  private static final int SOME = 200;

  private final OutdatedProfiles profiles;
  private final RecomputeProfile recompute;
  private final Formula formula;
  private String after = "";
  private boolean done;

  public RefoldProfiles(OutdatedProfiles profiles, RecomputeProfile recompute, Formula formula) {
    this.profiles = profiles;
    this.recompute = recompute;
    this.formula = formula;
  }

  /**
   * @return how many there were; none means that there are none left
   */
  public synchronized int some() {
    if (done) {
      return 0;
    }
    List<String> outdated = profiles.withOtherFormula(formula.id(), after, SOME);
    for (String userKey : outdated) {
      recompute.recompute(userKey);
      after = userKey;
    }
    done = outdated.isEmpty();
    return outdated.size();
  }
}
