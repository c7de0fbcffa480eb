package io.tierwise.profile.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.profile.Events;
import io.tierwise.profile.ProfileServiceTest;
import io.tierwise.profile.fold.Formula;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Profiles of an older version are brought up to date without an event of their users. */
@ProfileServiceTest
class RefoldProfilesIT {
  @Autowired private FoldEvents foldEvents;
  @Autowired private OutdatedProfiles profiles;
  @Autowired private RecomputeProfile recompute;
  @Autowired private Formula formula;
  @Autowired private JdbcTemplate jdbc;

  @Test
  void outdatedProfiles_areFoldedAnew() {
    foldEvents.fold(
        List.of(
            Events.ordered("m1", "o", "9").user("refold-u").json(),
            Events.identify("m2", "refold-u", "refold-x").json(),
            Events.viewed("m3").user("refold-v").json()));
    List<String> before = StoreSnapshot.of(jdbc, "refold-");
    jdbc.update(
        "update profile set formula = '0|old', state = '\\x00', orders_placed = 0"
            + " where user_key like 'refold-%'");
    RefoldProfiles refold = new RefoldProfiles(profiles, recompute, formula);
    while (refold.some() > 0) {
      // Those of other tests may be among them.
    }
    assertThat(StoreSnapshot.of(jdbc, "refold-")).isEqualTo(before);
    assertThat(
            jdbc.queryForList(
                "select distinct formula from profile where user_key like 'refold-%'",
                String.class))
        .containsExactly(formula.id());
  }
}
