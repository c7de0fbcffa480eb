package io.tierwise.campaign.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tierwise.campaign.audience.Feature;
import io.tierwise.campaign.audience.Member;
import io.tierwise.campaign.audience.Members;
import io.tierwise.campaign.experiment.HoldoutAssignment;
import io.tierwise.campaign.lifecycle.Approval;
import io.tierwise.campaign.lifecycle.Campaign;
import io.tierwise.campaign.lifecycle.CampaignStatus;
import io.tierwise.campaign.lifecycle.CampaignVersion;
import io.tierwise.campaign.lifecycle.Campaigns;
import io.tierwise.campaign.lifecycle.CheckReadiness;
import io.tierwise.campaign.lifecycle.ManageCampaigns;
import io.tierwise.campaign.lifecycle.Revision;
import io.tierwise.campaign.money.Money;
import io.tierwise.starter.access.AccessInterceptor;
import io.tierwise.starter.access.AccessProperties;
import io.tierwise.starter.access.TokenCallers;
import io.tierwise.starter.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

/** From the token of a request to who may approve. */
class SecondPersonTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);
  private static final String PLAN =
      """
      {"name": "Approved", "startsAt": "2026-01-01T00:00:00Z", "endsAt": "2027-01-01T00:00:00Z",
       "budget": {"amount": "12.5", "currency": "GBP"}, "margin": 0.3,
       "offers": [{"offerId": "a", "channel": "email", "costPerContact": 0.05,
                   "creatives": {"default": {"title": "Again"}}}]}
      """;

  private final AccessInterceptor access =
      new AccessInterceptor(
          new TokenCallers(new AccessProperties(Map.of("ann", "a-token", "ben", "b-token"))));
  private final OneCampaign campaigns = new OneCampaign();
  private final CheckReadiness readiness =
      new CheckReadiness(new OneMember(), new HoldoutAssignment("nobody", 0));
  private final ManageCampaigns management =
      new ManageCampaigns(campaigns, readiness, Approval.Rule.SECOND_PERSON, CLOCK);
  private final CampaignController planning = new CampaignController(management, campaigns, "GBP");
  private final CampaignLifecycleController steps =
      new CampaignLifecycleController(management, campaigns, readiness, CLOCK, "GBP");

  private HttpServletRequest by(String token) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    if (!token.isEmpty()) {
      request.addHeader("Authorization", "Bearer " + token);
    }
    access.preHandle(request, new MockHttpServletResponse(), this);
    return request;
  }

  private CampaignView create(String token) {
    CampaignRequest request = JsonMapper.builder().build().readValue(PLAN, CampaignRequest.class);
    return body(planning.create(request, null, by(token)));
  }

  private static CampaignView body(ResponseEntity<CampaignView> answer) {
    assertThat(answer.getBody()).isNotNull();
    return answer.getBody();
  }

  private static void refused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class, problem -> assertThat(problem.code()).isEqualTo(code));
  }

  @Test
  void anotherPersonThanTheEditor_approvesWhatWasRead() {
    CampaignView made = create("a-token");
    assertThat(made.editedBy()).isEqualTo("ann");
    String id = made.id();
    refused("approval-missing", () -> steps.start(id, null, null, by("b-token")));
    CampaignView submitted = body(steps.submit(id, null, by("a-token")));
    String etag = "\"" + submitted.version() + "\"";
    refused("if-match-required", () -> steps.approve(id, null, null, null, by("b-token")));
    refused("stale-version", () -> steps.approve(id, "\"0\"", null, null, by("b-token")));
    refused("same-person", () -> steps.approve(id, etag, null, null, by("a-token")));
    refused("caller-unknown", () -> steps.approve(id, etag, null, null, by("")));
    refused("unknown-token", () -> steps.approve(id, etag, null, null, by("c-token")));
    refused("invalid-request", () -> steps.reject(id, etag, null, by("b-token")));
    assertThat(body(steps.approve(id, etag, null, null, by("b-token"))).approval())
        .isEqualTo("APPROVED");
    assertThat(body(steps.start(id, null, null, by("a-token"))).status()).isEqualTo("RUNNING");
  }

  @Test
  void whoSaysNoName_plansNothing() {
    refused("caller-unknown", () -> create(""));
  }

  private static final class OneMember implements Members {
    @Override
    public void forEach(Collection<Feature> features, Consumer<Member> visitor) {
      visitor.accept(Member.unknown("u", true));
    }

    @Override
    public Optional<Member> find(String userId, Collection<Feature> features) {
      return Optional.empty();
    }

    @Override
    public List<Member> findAll(Collection<String> userIds, Collection<Feature> features) {
      return List.of();
    }

    @Override
    public double meanOrderValue() {
      return 0;
    }
  }

  private static final class OneCampaign implements Campaigns {
    private Campaign kept;

    private Campaign keep(String id, long version, Revision next) {
      kept =
          new Campaign(
              id,
              next.plan(),
              next.status(),
              next.approval(),
              next.editedBy(),
              version,
              Money.ZERO,
              next.at(),
              next.at());
      return kept;
    }

    @Override
    public Campaign create(String id, Revision first) {
      return keep(id, 0, first);
    }

    @Override
    public Optional<Campaign> find(String id) {
      return Optional.ofNullable(kept);
    }

    @Override
    public Optional<Campaign> save(String id, long version, Revision next) {
      return Optional.of(keep(id, version + 1, next));
    }

    @Override
    public List<Campaign> list(CampaignStatus status, String after, int limit) {
      return List.of();
    }

    @Override
    public List<Campaign> active(Instant now) {
      return List.of();
    }

    @Override
    public boolean delete(String id, long version) {
      return false;
    }

    @Override
    public int advance(Instant now) {
      return 0;
    }

    @Override
    public List<CampaignVersion> versions(String id, Long before, int limit) {
      return List.of();
    }

    @Override
    public Optional<CampaignVersion> version(String id, long number) {
      return Optional.empty();
    }
  }
}
