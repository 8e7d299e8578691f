// pipeline/inputs/join_folders.h — joins the page images of a folder into one document
// (InputGrouping::kFolder).
#pragma once

#include <vector>

#include "pipeline/inputs/source_catalogue.h"
#include "store/pages/page_store.h"

namespace codau::pipeline {

/// Replaces the page images of each folder by one source. Call this after probe_sources() has
/// counted their pages. Returns the earlier states of these folders that are outdated, except for
/// folders in which a file was refused.
/// 1. Pages are sorted by file name; numbers in names are compared by value ("page 2" before "page
///    10").
/// 2. The SHA-256 of a joined source is the hash of the lines "sha256:1-PAGES" of its files.
/// 3. Refused files, files that are no images, and a single image in a folder stay sources of their
///    own.
/// 4. Sources that have the same SHA-256 afterwards become one source.
[[nodiscard]] std::vector<store::SeenInput> join_folders(std::vector<InputSource>& sources,
                                                         store::PageStore& pages);

}  // namespace codau::pipeline
