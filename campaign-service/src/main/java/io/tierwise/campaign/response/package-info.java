/** How likely a contact is answered, learnt from outcomes, and what that is worth. */
@NullMarked
package io.tierwise.campaign.response;

import org.jspecify.annotations.NullMarked;
