#include "pipeline/fingerprint.h"

#include "record/ids.h"

namespace codau::pipeline {

std::string fingerprint_head(std::string_view means, const record::SourceInfo& source,
                             Until until) {
  constexpr std::size_t kMark = 24;  // hex digits of a hash within a fingerprint
  std::string facts(means);
  facts += "\nuntil " + std::to_string(static_cast<int>(until)) + "\nsource " + source.sha256;
  if (!source.type_code.empty()) facts += "\ntype " + source.type_code;
  for (const std::uint32_t page : source.first_pages) facts += "\nfrom " + std::to_string(page);
  for (const record::SourceName& name : source.names) facts += '\n' + name.path;
  return record::sha256(facts).substr(0, kMark);
}

std::string renamed_fingerprint(const std::string& fingerprint, std::string_view means,
                                const record::SourceInfo& before, const record::SourceInfo& after) {
  for (const Until until : {Until::kOcr, Until::kRestore, Until::kDocument}) {
    const std::string head = fingerprint_head(means, before, until);
    if (fingerprint.starts_with(head + ' '))
      return fingerprint_head(means, after, until) + fingerprint.substr(head.size());
  }
  return fingerprint;
}

}  // namespace codau::pipeline
