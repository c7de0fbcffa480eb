package io.tierwise.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresDatabasesTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          9.6.24,                        false
          16.4 (Debian 16.4-1.pgdg120+1), false
          17.6,                          false
          18.0,                          true
          18beta1,                       true
          19,                            true
          unknown,                       false
          """)
  void version_eighteenAndNewerWillDo(String version, boolean recentEnough) {
    assertThat(PostgresDatabases.isRecentEnough(version)).isEqualTo(recentEnough);
  }
}
