package io.tierwise.campaign.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tierwise.campaign.delivery.Message;
import io.tierwise.campaign.delivery.Parcel;
import io.tierwise.campaign.delivery.Recipient;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A message as a receiver gets it, by webhook and by topic alike. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageJson(
    String key,
    String userId,
    String channel,
    To recipient,
    String subject,
    String text,
    @Nullable String html,
    Map<String, String> fields,
    @Nullable String campaignId,
    @Nullable String contactId,
    @Nullable String journeyId,
    @Nullable String unsubscribeUrl) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record To(
      @Nullable String email,
      @Nullable String phone,
      @Nullable String locale,
      @Nullable String tier) {}

  public static byte[] of(Parcel parcel) {
    Message message = parcel.message();
    Recipient to = parcel.recipient();
    return JSON.writeValueAsBytes(
        new MessageJson(
            message.key(),
            message.userId(),
            message.channel().id(),
            new To(to.email(), to.phone(), to.locale(), to.tier()),
            parcel.content().subject(),
            parcel.content().text(),
            parcel.content().html(),
            message.fields(),
            message.campaignId(),
            message.contactId(),
            message.journeyId(),
            parcel.unsubscribeUrl()));
  }
}
