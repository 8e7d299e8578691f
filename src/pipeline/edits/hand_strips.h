// pipeline/edits/hand_strips.h — updates hand.db, the image strips of handwritten numbers and dates
// that people have confirmed.
#pragma once

#include <set>
#include <string>

#include "pipeline/output/scan_renderer.h"
#include "store/store.h"

namespace codau::pipeline {

/// Updates the strips of documents after edits, if the archive keeps strips. A value is confirmed
/// if a person has set it and has not reopened it since.
/// 1. A confirmed number, day or month gets a strip: the part of the page under its handwritten
///    word. No strip is made if the page has no such word, or if the scan cannot be read any more.
/// 2. Any other strip of the document is removed.
/// `scans` cuts strips. If it is null, strips of confirmed values stay and no strip is added.
/// Throws Error{kOutput}.
void update_strips(store::Store& store, ScanRenderer* scans, const std::set<std::string>& doc_ids);

}  // namespace codau::pipeline
