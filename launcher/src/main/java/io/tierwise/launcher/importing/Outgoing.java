package io.tierwise.launcher.importing;

/**
 * One event on its way to the front door.
 *
 * @param userKey whose it is; events of one user are sent in order
 * @param json in the shape of the Segment spec; not changed after this
 * @param line of the file where it begins, 0 where there is no file
 */
public record Outgoing(String userKey, byte[] json, long line) {}
