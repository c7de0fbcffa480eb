package io.tierwise.campaign.run;

import io.tierwise.campaign.contact.Contact;

/**
 * A contact that an allocation wants to make.
 *
 * @param treated whether its user belongs to the treated arm of the campaign's experiment
 */
public record PlannedContact(Contact contact, boolean treated) {}
