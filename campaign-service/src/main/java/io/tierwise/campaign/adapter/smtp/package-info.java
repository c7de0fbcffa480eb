/** Mails. */
@NullMarked
package io.tierwise.campaign.adapter.smtp;

import org.jspecify.annotations.NullMarked;
