// pipeline/inputs/known_probes.h — what earlier runs learnt about source files, as the store keeps
// it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "store/pages/page_store.h"
#include "worker/protocol.h"

namespace codau::pipeline {

/// The version of the question that a worker is asked about a source.
inline constexpr std::string_view kProbeVersion = "probe 3";
/// What the store keeps about plain text.
inline constexpr std::string_view kTextProbe = R"({"format":"txt","pages":0})";

/// Returns the stored answer of a worker; nothing for plain text. A stored answer is checked like a
/// new one: throws Error if it is damaged.
[[nodiscard]] std::optional<worker::SourceProbe> parse_stored_probe(std::string_view saved);

/// Returns the number of pages of a file; 0 for plain text, and for files that no run has probed.
[[nodiscard]] std::uint32_t find_page_count(const store::PageStore& pages, std::string_view sha256);

}  // namespace codau::pipeline
