/** Files for others to fetch. */
@NullMarked
package io.tierwise.campaign.adapter.file;

import org.jspecify.annotations.NullMarked;
