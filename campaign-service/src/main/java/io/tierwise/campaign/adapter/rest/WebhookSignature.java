package io.tierwise.campaign.adapter.rest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of Standard Webhooks: {@code v1,} and the HMAC-SHA256, in Base64, of id, timestamp
 * and body, with points between them. Receivers verify it with a library of theirs.
 *
 * @param secret {@code whsec_} and Base64, or any text
 */
public record WebhookSignature(String secret) {
  private static final String PREFIX = "whsec_";

  String of(String id, long epochSecond, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key(), "HmacSHA256"));
      mac.update((id + "." + epochSecond + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] key() {
    return secret.startsWith(PREFIX)
        ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
        : secret.getBytes(StandardCharsets.UTF_8);
  }

  /** A record would show it. */
  @Override
  public String toString() {
    return "WebhookSignature";
  }
}
