package io.tierwise.campaign.contact;

import org.jspecify.annotations.Nullable;

/**
 * A contact in a listing.
 *
 * @param campaignVersion that stood when it was made; null for contacts of old
 * @param position of the listing's cursor
 */
public record ListedContact(Contact contact, @Nullable Long campaignVersion, long position) {}
