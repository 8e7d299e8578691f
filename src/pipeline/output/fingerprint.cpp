#include "pipeline/output/fingerprint.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

#include "pipeline/inputs/stage_versions.h"
#include "record/schema/ids.h"
#include "record/schema/schema.h"

namespace codau::pipeline {
namespace {

constexpr std::size_t kMark = 24;   // hex digits of a hash within a fingerprint
constexpr std::size_t kShort = 12;  // hex digits of a hash that is compared with few others
constexpr std::string_view kOwnWords = "lexicon/1/", kWords = "lexicon/";

std::string short_hash(const std::string& facts) { return record::sha256(facts).substr(0, kShort); }

std::string line_of(const ModelFile& file) { return '\n' + file.name + ' ' + file.sha256; }

std::vector<std::string> fields_of(std::string_view line) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t end = std::min(line.find(' ', at), line.size());
    out.emplace_back(line.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

}  // namespace

bool is_user_table(const ModelFile& file) {
  return file.name.starts_with(kWords) && !file.name.starts_with(kOwnWords);
}

StageKeys make_stage_keys(std::span<const ModelFile> files, bool allow_secret) {
  std::string asked, restoration(kRestorationVersion);
  for (const ModelFile& file : files) {
    if (!is_reading_model(file)) (is_user_table(file) ? asked : restoration) += line_of(file);
  }
  if (allow_secret) asked += "\nallow secret";
  const std::string rules = restoration + "\n" + std::string(kRulesVersion) + "\nrecords " +
                            std::string(record::kSchemaVersion);
  return {short_hash(asked), short_hash(restoration), short_hash(rules)};
}

std::optional<Fingerprint> Fingerprint::parse(std::string_view line) {
  if (line.empty()) return std::nullopt;
  const bool is_in_part = line.ends_with(kInPart);
  if (is_in_part) line.remove_suffix(kInPart.size());
  std::vector<std::string> fields = fields_of(line);
  if (is_in_part) fields.emplace_back(kInPart);
  constexpr std::size_t kFields = 7, kOfOlder = 3;  // head, pages, readers
  Fingerprint out;
  if (fields.size() == kFields) {
    out = {fields[0], fields[1], fields[2], fields[3], fields[4], fields[5], fields[6]};
    return out;
  }
  out.is_of_older_form = true;
  out.restoration = out.rules = kOlderCode;
  out.pdf = kNone;
  if (fields.size() != kOfOlder) return out;
  out.head = fields[0];
  out.pages = fields[1];
  out.readers = fields[2];
  return out;
}

std::string Fingerprint::text() const {
  std::string out = head;
  for (const std::string* const field : {&asked, &pages, &restoration, &rules, &pdf, &readers})
    out += ' ' + *field;
  return out;
}

// For a single reader, the mark is the same as in all earlier versions of codau.
std::string make_readers_mark(const std::set<std::string>& page_keys) {
  std::string facts = "whole, ";
  for (const std::string& key : page_keys) facts += (key == *page_keys.begin() ? "" : "\n") + key;
  return record::sha256(facts).substr(0, kMark);
}

std::string make_fingerprint_head(std::string_view asked, const record::SourceInfo& source,
                                  StageLimit until) {
  std::string facts(asked);
  facts += "\nuntil " + std::to_string(static_cast<int>(until)) + "\nsource " + source.sha256;
  if (!source.type_code.empty()) facts += "\ntype " + source.type_code;
  for (const std::uint32_t page : source.first_pages) facts += "\nfrom " + std::to_string(page);
  for (const record::SourceName& name : source.names) facts += '\n' + name.path;
  return record::sha256(facts).substr(0, kMark);
}

std::string rename_in_fingerprint(const std::string& fingerprint, std::string_view asked,
                                  const record::SourceInfo& before,
                                  const record::SourceInfo& after) {
  for (const StageLimit until : {StageLimit::kOcr, StageLimit::kRestore, StageLimit::kDocument}) {
    const std::string head = make_fingerprint_head(asked, before, until);
    if (fingerprint.starts_with(head + ' '))
      return make_fingerprint_head(asked, after, until) + fingerprint.substr(head.size());
  }
  return fingerprint;
}

}  // namespace codau::pipeline
