package io.tierwise.starter.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tierwise.starter.problem.ProblemException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class TokenCallersTest {
  private final TokenCallers callers =
      new TokenCallers(new AccessProperties(Map.of("alice", "a-secret", "bob", "b-secret")));

  private static MockHttpServletRequest with(String authorization) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.addHeader("Authorization", authorization);
    return request;
  }

  @Test
  void resolve_namesWhoHoldsTheToken() {
    assertThat(callers.resolve(with("Bearer b-secret"))).isEqualTo(new Caller("bob"));
    assertThat(callers.resolve(with("Bearer b-secret")).isNamed()).isTrue();
  }

  @Test
  void resolve_takesWhoSaysNothingAsLocal() {
    assertThat(callers.resolve(new MockHttpServletRequest())).isEqualTo(Caller.LOCAL);
    assertThat(callers.resolve(with("Basic a-secret")).isNamed()).isFalse();
  }

  @Test
  void resolve_refusesATokenOfNobody() {
    assertThatThrownBy(() -> callers.resolve(with("Bearer a-secret2")))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("Nobody");
  }

  @Test
  void resolve_withoutTokens_looksAtNone() {
    TokenCallers open = new TokenCallers(new AccessProperties(Map.of()));
    assertThat(open.resolve(with("Bearer whatever"))).isEqualTo(Caller.LOCAL);
  }

  @Test
  void tokens_areOneEach_andLocalIsTaken() {
    assertThatThrownBy(() -> new AccessProperties(Map.of("a", "x", "b", "x")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AccessProperties(Map.of("local", "x")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
