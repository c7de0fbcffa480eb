package io.tierwise.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.campaign.lifecycle.Actor;
import io.tierwise.campaign.lifecycle.Approval;
import io.tierwise.campaign.lifecycle.Campaign;
import io.tierwise.campaign.lifecycle.CampaignPlan;
import io.tierwise.campaign.lifecycle.CampaignStatus;
import io.tierwise.campaign.lifecycle.CampaignStatus.Transition;
import io.tierwise.campaign.lifecycle.CampaignVersion;
import io.tierwise.campaign.lifecycle.Campaigns;
import io.tierwise.campaign.lifecycle.CheckReadiness;
import io.tierwise.campaign.lifecycle.Finding;
import io.tierwise.campaign.lifecycle.ManageCampaigns;
import io.tierwise.campaign.lifecycle.ManageCampaigns.Change;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The rule of the second person, over the real database. */
class ApprovalIT extends CampaignServiceIT {
  private static final Actor ANN = new Actor("ann", true);
  private static final Actor BEN = new Actor("ben", true);
  private static final Actor NOBODY = new Actor("local", false);
  private static final Set<String> EMPTY = Set.of(Finding.AUDIENCE_EMPTY, Finding.UNKNOWN_SEGMENT);
  @Autowired Campaigns campaigns;
  @Autowired CheckReadiness readiness;
  @Autowired Clock clock;
  private ManageCampaigns manage;
  private CampaignPlan plan;

  @BeforeEach
  void secondPerson() {
    manage = new ManageCampaigns(campaigns, readiness, Approval.Rule.SECOND_PERSON, clock);
    String id =
        post("/v1/campaigns", CampaignLifecycleIT.plan("approved", "")).body().get("id").asString();
    plan = campaigns.find(id).orElseThrow().plan();
  }

  private static Campaign changed(Change change) {
    assertThat(change).isInstanceOf(Change.Changed.class);
    return ((Change.Changed) change).campaign();
  }

  private static String refusal(Change change) {
    assertThat(change).isInstanceOf(Change.Refused.class);
    return ((Change.Refused) change).code();
  }

  private Change start(String id) {
    return manage.move(id, null, Transition.START, BEN, EMPTY);
  }

  private Campaign approved() {
    Campaign made = changed(manage.create(plan, CampaignStatus.DRAFT, ANN, EMPTY));
    Campaign submitted = changed(manage.submit(made.id(), null, ANN));
    return changed(manage.answer(made.id(), submitted.version(), true, BEN, "good", EMPTY));
  }

  @Test
  void start_needsAnotherPersonThanTheLastEditor() {
    assertThat(refusal(manage.create(plan, CampaignStatus.RUNNING, ANN, EMPTY)))
        .isEqualTo("approval-missing");
    Campaign made = changed(manage.create(plan, CampaignStatus.DRAFT, ANN, EMPTY));
    String id = made.id();
    assertThat(refusal(start(id))).isEqualTo("approval-missing");
    assertThat(refusal(manage.answer(id, made.version(), true, BEN, null, EMPTY)))
        .isEqualTo("not-submitted");
    Campaign submitted = changed(manage.submit(id, null, BEN));
    assertThat(refusal(manage.answer(id, submitted.version(), true, ANN, null, EMPTY)))
        .isEqualTo("same-person");
    assertThat(manage.answer(id, made.version(), true, BEN, null, EMPTY))
        .isInstanceOf(Change.Stale.class);
    assertThat(changed(manage.answer(id, submitted.version(), true, BEN, null, EMPTY)).approval())
        .isEqualTo(Approval.APPROVED);
    assertThat(changed(start(id)).status()).isEqualTo(CampaignStatus.RUNNING);
  }

  @Test
  void whoIsNotKnown_neitherEditsNorApproves() {
    assertThat(refusal(manage.create(plan, CampaignStatus.DRAFT, NOBODY, EMPTY)))
        .isEqualTo("caller-unknown");
    Campaign made = changed(manage.create(plan, CampaignStatus.DRAFT, ANN, EMPTY));
    assertThat(refusal(manage.replace(made.id(), made.version(), plan, NOBODY)))
        .isEqualTo("caller-unknown");
    Campaign submitted = changed(manage.submit(made.id(), null, ANN));
    assertThat(refusal(manage.answer(made.id(), submitted.version(), true, NOBODY, null, EMPTY)))
        .isEqualTo("caller-unknown");
  }

  @Test
  void edit_withdrawsTheApproval_andRejectionNeedsANewSubmission() {
    Campaign approved = approved();
    String id = approved.id();
    Campaign edited = changed(manage.replace(id, approved.version(), plan, BEN));
    assertThat(edited.approval()).isEqualTo(Approval.NONE);
    assertThat(edited.editedBy()).isEqualTo("ben");
    assertThat(refusal(start(id))).isEqualTo("approval-missing");
    Campaign again = changed(manage.submit(id, null, BEN));
    Campaign rejected = changed(manage.answer(id, again.version(), false, ANN, "too dear", EMPTY));
    assertThat(rejected.approval()).isEqualTo(Approval.REJECTED);
    CampaignVersion version = campaigns.version(id, rejected.version()).orElseThrow();
    assertThat(version.revision().comment()).isEqualTo("too dear");
    assertThat(version.revision().by()).isEqualTo("ann");
    assertThat(changed(manage.submit(id, null, BEN)).approval()).isEqualTo(Approval.SUBMITTED);
  }

  @Test
  void whatRuns_isPausedBeforeItIsEdited() {
    Campaign running = changed(start(approved().id()));
    String id = running.id();
    assertThat(refusal(manage.replace(id, running.version(), plan, ANN))).isEqualTo("pause-first");
    Campaign paused = changed(manage.move(id, null, Transition.PAUSE, ANN, EMPTY));
    changed(manage.replace(id, paused.version(), plan, ANN));
    assertThat(refusal(start(id))).isEqualTo("approval-missing");
  }
}
