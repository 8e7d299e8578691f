// pipeline/inputs/join_folders.h — folders of page images that are one document each
// (InputGrouping::kFolder).
#pragma once

#include <vector>

#include "pipeline/inputs/source_catalogue.h"
#include "store/pages/page_store.h"

namespace codau::pipeline {

/// Makes one source of the page images of each folder, once their pages are counted: in the order
/// of their names, numbers in them by what they count. Its SHA-256 is that of the lines
/// "sha256:1-PAGES" of its files. What was refused, is no image, or is alone in its folder stays a
/// source of its own; sources that have become equal are one.
/// What earlier runs have seen in these folders and is not there any more is returned, but of a
/// folder of which a file was refused.
[[nodiscard]] std::vector<store::SeenInput> join_folders(std::vector<InputSource>& sources,
                                                         store::PageStore& pages);

}  // namespace codau::pipeline
