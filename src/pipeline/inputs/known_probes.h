// pipeline/inputs/known_probes.h — reads stored probes: the format and page count of a source file,
// as an earlier run found them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "store/pages/page_store.h"
#include "worker/protocol.h"

namespace codau::pipeline {

/// The version of the probe request. A store keeps probes by this version.
inline constexpr std::string_view kProbeVersion = "probe 3";
/// The stored probe of a plain-text file.
inline constexpr std::string_view kTextProbe = R"({"format":"txt","pages":0})";

/// Parses the stored answer of a worker. Returns nothing for plain text. Throws Error if the answer
/// is damaged: it is validated like a new answer.
[[nodiscard]] std::optional<worker::SourceProbe> parse_stored_probe(std::string_view saved);

/// Returns the number of pages of a file. Returns 0 for plain text, and for a file that no run has
/// probed.
[[nodiscard]] std::uint32_t find_page_count(const store::PageStore& pages, std::string_view sha256);

/// Returns the number of pages of a source, which may have several files.
[[nodiscard]] std::uint32_t find_source_page_count(const store::PageStore& pages,
                                                   std::string_view sha256);

}  // namespace codau::pipeline
