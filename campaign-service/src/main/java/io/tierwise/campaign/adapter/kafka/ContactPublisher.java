package io.tierwise.campaign.adapter.kafka;

import io.tierwise.campaign.contact.Contact;
import io.tierwise.campaign.contact.Contacts;
import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.campaign.CampaignContact;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Empties the outbox of contacts onto their topic: claim, send, wait for the broker, confirm. A
 * crash in between sends a contact again, under the same id.
 */
public final class ContactPublisher {
  private static final int BATCH = 1_000;
  private static final int BROKER_SECONDS = 15;
  private final Contacts contacts;
  private final KafkaTemplate<String, byte[]> kafka;
  private final Clock clock;

  public ContactPublisher(Contacts contacts, KafkaTemplate<String, byte[]> kafka, Clock clock) {
    this.contacts = contacts;
    this.kafka = kafka;
    this.clock = clock;
  }

  /** Whether there may be more. */
  public boolean publishSome() {
    List<Contact> claimed = contacts.claimUnpublished(BATCH, clock.instant());
    if (claimed.isEmpty()) {
      return false;
    }
    CompletableFuture<?>[] sent =
        claimed.stream()
            .map(
                contact ->
                    kafka.send(
                        Topics.CAMPAIGN_CONTACTS,
                        contact.userId(),
                        ContractJson.write(message(contact))))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(sent).orTimeout(BROKER_SECONDS, TimeUnit.SECONDS).join();
    contacts.confirmPublished(claimed, clock.instant());
    return true;
  }

  static CampaignContact message(Contact contact) {
    return new CampaignContact(
        CampaignContact.SCHEMA,
        contact.id(),
        contact.campaignId(),
        contact.offerId(),
        contact.variant(),
        contact.allocationId(),
        contact.userId(),
        contact.tier(),
        contact.channel().id(),
        contact.creative(),
        contact.cost().amount(),
        contact.expectedValue(),
        contact.decidedAt());
  }
}
