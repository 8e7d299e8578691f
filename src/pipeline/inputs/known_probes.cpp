#include "pipeline/inputs/known_probes.h"

namespace codau::pipeline {

std::optional<worker::SourceProbe> parse_stored_probe(std::string_view saved) {
  if (saved == kTextProbe) return std::nullopt;
  return worker::probe_from_json(saved);
}

std::uint32_t find_page_count(const store::PageStore& pages, std::string_view sha256) {
  const auto saved = pages.probe(sha256, kProbeVersion);
  const auto probe = saved ? parse_stored_probe(*saved) : std::nullopt;
  return probe ? probe->pages : 0;
}

std::uint32_t find_source_page_count(const store::PageStore& pages, std::string_view sha256) {
  constexpr std::uint32_t kBehindAll = UINT32_MAX;  // the last file tells its first page
  const store::PageStore::StoredPagePlace last = pages.place(sha256, kBehindAll);
  return kBehindAll - last.number + find_page_count(pages, last.sha256);
}

}  // namespace codau::pipeline
