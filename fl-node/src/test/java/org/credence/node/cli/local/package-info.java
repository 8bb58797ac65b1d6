@NullMarked
package org.credence.node.cli.local;

import org.jspecify.annotations.NullMarked;
