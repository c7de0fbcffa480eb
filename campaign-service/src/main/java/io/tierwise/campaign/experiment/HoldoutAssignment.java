package io.tierwise.campaign.experiment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Decides by hash of (salt, user) who is held out: the same answer at any time, on any machine,
 * without storage, and independent between experiments of different salts.
 *
 * <p>R. Kohavi, D. Tang, Y. Xu, Trustworthy Online Controlled Experiments, 2020, chapter 14.
 * SHA-256 of UTF-8 {@code salt + 0x00 + user}; its first 53 bits as a fraction.
 *
 * @param salt of the experiment
 * @param share of users held out, 0..1
 */
public record HoldoutAssignment(String salt, double share) {
  public HoldoutAssignment {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share " + share);
    }
  }

  public boolean holdsOut(String user) {
    return share > 0 && position(user) < share;
  }

  /** Where the user falls in 0..1, uniform over users. */
  double position(String user) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(salt.getBytes(StandardCharsets.UTF_8));
      sha.update((byte) 0);
      byte[] hash = sha.digest(user.getBytes(StandardCharsets.UTF_8));
      return (ByteBuffer.wrap(hash).getLong() >>> 11) * 0x1.0p-53;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
