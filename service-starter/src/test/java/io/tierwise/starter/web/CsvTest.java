package io.tierwise.starter.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvTest {
  @Test
  void cells_areQuotedWhereTheyHaveTo() {
    Csv table = new Csv("a", "b").row("x,y", 1).row("say \"hi\"", null).row("two\nlines", 0.5);
    assertThat(table.toString())
        .isEqualTo("a,b\r\n\"x,y\",1\r\n\"say \"\"hi\"\"\",\r\n\"two\nlines\",0.5\r\n");
  }

  @Test
  void formulas_areDisarmed_andNumbersAreNot() {
    Csv table = new Csv("a", "b").row("=1+1", -5).row("@sum,(a)", "-x");
    assertThat(table.toString()).isEqualTo("a,b\r\n'=1+1,-5\r\n\"'@sum,(a)\",'-x\r\n");
  }
}
