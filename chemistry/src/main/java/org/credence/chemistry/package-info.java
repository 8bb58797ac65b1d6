/**
 * Molecules by the Chemistry Development Kit (Willighagen et al., J. Cheminform. 2017): from SMILES to the bits that a study's rule
 * asks for. The node finds it by {@link java.util.ServiceLoader} and knows nothing of it; the kit is known here alone.
 */
@NullMarked
package org.credence.chemistry;

import org.jspecify.annotations.NullMarked;
