package io.tierwise.recommend.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowingTest {
  @Test
  void aFollowerThatFails_holdsUpNoOther_andIsTold() {
    List<String> followed = new ArrayList<>();
    List<String> told = new ArrayList<>();
    try (Following following =
        new Following(
            List.of(
                () -> {
                  throw new IllegalStateException("no database");
                },
                () -> followed.add("placements")),
            failure -> told.add(failure == null ? "well" : failure.getMessage()))) {
      following.follow();
    }
    assertThat(followed).containsExactly("placements");
    assertThat(told).containsExactly("no database");
  }
}
