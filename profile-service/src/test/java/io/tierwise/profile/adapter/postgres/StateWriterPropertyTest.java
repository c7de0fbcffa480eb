package io.tierwise.profile.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.profile.fold.DecayedSum;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** What is stored in the quick way has to be what the general one stores: states are compared. */
class StateWriterPropertyTest {
  @Property(tries = 500, seed = "20261123")
  void sums_areTheBytesOfTheirMantissa(
      @ForAll @Size(min = 1, max = 12) byte[] bytes, @ForAll short exponent) {
    DecayedSum sum = new DecayedSum(new BigInteger(bytes), exponent);
    byte[] written = new StateWriter().sum(sum).toBytes();
    assertThat(written)
        .isEqualTo(
            new StateWriter().block(sum.mantissa().toByteArray()).number(sum.exponent()).toBytes());
    assertThat(new StateReader(written).sum()).isEqualTo(sum);
  }

  @Property(tries = 500, seed = "20261123")
  void texts_areUtf8(@ForAll @StringLength(max = 200) String text) {
    byte[] written = new StateWriter().text(text).toBytes();
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    assertThat(written).isEqualTo(new StateWriter().block(encoded).toBytes());
    assertThat(new StateReader(written).text())
        .isEqualTo(new String(encoded, StandardCharsets.UTF_8));
  }

  @Property(tries = 100, seed = "20261123")
  void asciiTexts_areUtf8(@ForAll @StringLength(max = 200) @AlphaChars String text) {
    assertThat(new StateWriter().text(text).toBytes())
        .isEqualTo(new StateWriter().block(text.getBytes(StandardCharsets.UTF_8)).toBytes());
  }
}
