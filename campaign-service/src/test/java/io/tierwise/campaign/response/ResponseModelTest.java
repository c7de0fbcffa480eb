package io.tierwise.campaign.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResponseModelTest {
  @Test
  void rate_beforeAnything_isThePrior() {
    ResponseModel model = new ResponseModel(0.02, 200, List.of());
    assertThat(model.rate("c", "o", "email", "Gold").mean()).isCloseTo(0.02, within(1e-12));
  }

  /**
   * By hand: prior Beta(2, 98). All: 30 of 300, so (2 + 30) / 400 = 0.08. Email is all: prior mean
   * 0.08 as Beta(8, 92), then 38 / 400 = 0.095. Gold by email 20 of 100: (9.5 + 20) / 200 = 0.1475.
   * Offer a for Gold 20 of 100: (14.75 + 20) / 200 = 0.17375.
   */
  @Test
  void rate_isShrunkToItsParents() {
    ResponseModel model =
        new ResponseModel(
            0.02,
            100,
            List.of(
                new ResponseCount("c", "a", "email", "Gold", 100, 20),
                new ResponseCount("c", "a", "email", null, 200, 10)));
    assertThat(model.rate("c", "a", "email", "Gold").mean()).isCloseTo(0.17375, within(1e-12));
    // An offer that was never shown answers like its tier, a tier never met like its channel.
    assertThat(model.rate("c", "new", "email", "Gold").mean()).isCloseTo(0.1475, within(1e-12));
    assertThat(model.rate("c", "new", "email", "Silver").mean()).isCloseTo(0.095, within(1e-12));
    assertThat(model.rate("c", "new", "push", "Silver").mean()).isCloseTo(0.08, within(1e-12));
  }

  @Test
  void rate_withMuchData_isTheOffersOwn() {
    ResponseModel model =
        new ResponseModel(
            0.02, 100, List.of(new ResponseCount("c", "a", "email", "Gold", 1e6, 3e5)));
    assertThat(model.rate("c", "a", "email", "Gold").mean()).isCloseTo(0.3, within(1e-4));
  }

  /**
   * A. Gelman et al., Bayesian Data Analysis, 2013, 2.4: 437 of 980 births under a uniform prior.
   */
  @Test
  void posterior_ofPlacentaPreviaBirths() {
    BetaPosterior posterior = new BetaPosterior(1, 1).after(980, 437);
    assertThat(posterior.alpha()).isEqualTo(438);
    assertThat(posterior.beta()).isEqualTo(544);
    assertThat(posterior.mean()).isCloseTo(0.446, within(5e-4));
    assertThat(Math.sqrt(posterior.variance())).isCloseTo(0.016, within(5e-4));
  }

  @Test
  void value_isExpectedMarginLessCost() {
    assertThat(ContactValue.of(0.02, 1.5, 0.3, 80, 0.05)).isCloseTo(0.67, within(1e-12));
    assertThat(ContactValue.of(0.9, 4, 1, 10, 0)).isEqualTo(10);
  }

  @Test
  void affinityScale_keepsTheAudiencesRateAndIsBounded() {
    assertThat(ContactValue.affinityScale(0.3, 0.2)).isCloseTo(1.5, within(1e-12));
    assertThat(ContactValue.affinityScale(0, 0.2)).isEqualTo(0.25);
    assertThat(ContactValue.affinityScale(1, 0.01)).isEqualTo(4);
    assertThat(ContactValue.affinityScale(Double.NaN, 0.2)).isEqualTo(1);
    assertThat(ContactValue.affinityScale(0.5, 0)).isEqualTo(1);
    assertThat(ContactValue.affinityScale(0.5, Double.NaN)).isEqualTo(1);
  }

  @Test
  void posterior_refusesWhatIsNoBeta() {
    assertThatThrownBy(() -> new BetaPosterior(0, 1)).hasMessageContaining("Beta(0.0, 1.0)");
    assertThatThrownBy(() -> new ResponsePrior(1, 10)).hasMessageContaining("1.0");
  }
}
