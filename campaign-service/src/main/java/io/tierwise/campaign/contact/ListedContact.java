package io.tierwise.campaign.contact;

/**
 * A contact in a listing.
 *
 * @param position of the listing's cursor
 */
public record ListedContact(Contact contact, long position) {}
