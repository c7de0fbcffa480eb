package io.tierwise.campaign.adapter.web;

import io.tierwise.campaign.delivery.UnsubscribeLinks;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Links that nobody can make up: the key of the message they came with, and a seal over it. */
public final class SignedLinks implements UnsubscribeLinks {
  private static final int SEAL = 16;
  private final String publicUrl;
  private final Supplier<byte[]> secret;

  /**
   * @param publicUrl where persons reach this service
   */
  public SignedLinks(String publicUrl, Supplier<byte[]> secret) {
    this.publicUrl = publicUrl;
    this.secret = secret;
  }

  @Override
  public String of(String messageKey) {
    byte[] key = messageKey.getBytes(StandardCharsets.UTF_8);
    return publicUrl + "/v1/unsubscribe/" + encode(key) + "." + encode(seal(key));
  }

  @Override
  public Optional<String> read(String token) {
    int dot = token.indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    try {
      byte[] key = Base64.getUrlDecoder().decode(token.substring(0, dot));
      byte[] seal = Base64.getUrlDecoder().decode(token.substring(dot + 1));
      return MessageDigest.isEqual(seal, seal(key))
          ? Optional.of(new String(key, StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private byte[] seal(byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.get(), "HmacSHA256"));
      mac.update("unsubscribe ".getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(mac.doFinal(key), SEAL);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
