package io.tierwise.campaign;

import io.tierwise.campaign.lifecycle.Approval;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether campaigns need a second person.
 *
 * @param approval none, or second-person: somebody other than the last editor has to approve
 */
@ConfigurationProperties("tierwise.campaign")
public record ApprovalProperties(@DefaultValue("none") Approval.Rule approval) {}
