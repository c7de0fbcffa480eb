package io.tierwise.campaign.contact;

/**
 * A contact that a decision would make.
 *
 * @param contactsPerUser limit of its campaign
 * @param dayMost what its campaign may have spent on this day by now, in micro-units
 * @param heldOut whether its campaign holds the user out
 */
public record Candidate(Contact contact, int contactsPerUser, long dayMost, boolean heldOut) {}
