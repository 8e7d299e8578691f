#include "store/edits/edits_checksum.h"

#include <charconv>
#include <string>

#include "record/schema/ids.h"

namespace codau::store {
namespace {

constexpr const char* kState = "SELECT value FROM state WHERE name = 'edits'";
constexpr const char* kSelectDocumentEdits =
    "SELECT doc_id,seq,edit FROM human_edits WHERE doc_id = ?";
constexpr const char* kSelectAllEdits = "SELECT doc_id,seq,edit FROM human_edits";

}  // namespace

EditsChecksum::EditsChecksum(const Connection& connection) : connection_(connection) {
  const std::string kept = connection.value(kState);
  const std::size_t blank = kept.find(' ');
  if (blank == std::string::npos) return;
  std::from_chars(kept.data(), kept.data() + blank, sum_.count);
  if (const auto bytes = record::parse_uuid(kept.substr(blank + 1))) sum_.digest = *bytes;
  is_known_ = true;
}

void EditsChecksum::add(Sum& sum, const Statement& edit, std::int64_t sign) {
  const auto one = record::short_sha256(edit.text(0) + ' ' + edit.text(1) + ' ' + edit.text(2));
  for (std::size_t i = 0; i < one.size(); ++i)
    sum.digest.at(i) = static_cast<unsigned char>(sum.digest.at(i) ^ one.at(i));
  sum.count += sign;
}

void EditsChecksum::add_all_of(std::string_view doc_id, std::int64_t sign) {
  Statement select(connection_, kSelectDocumentEdits);
  for (select.bind(1, doc_id); select.step();) add(sum_, select, sign);
}

void EditsChecksum::before(std::string_view doc_id) {
  if (is_known_) add_all_of(doc_id, -1);
}

void EditsChecksum::after(std::string_view doc_id) {
  if (is_known_) add_all_of(doc_id, 1);
}

EditsChecksum::Sum EditsChecksum::of_all() const {
  Sum all;
  Statement select(connection_, kSelectAllEdits);
  while (select.step()) add(all, select, 1);
  return all;
}

void EditsChecksum::save() const {
  const Sum sum = is_known_ ? sum_ : of_all();
  if (sum == Sum{}) return connection_.run("DELETE FROM state WHERE name = 'edits'");
  Statement(connection_, "INSERT OR REPLACE INTO state VALUES('edits',?)")
      .bind(1, std::to_string(sum.count) + ' ' + record::format_uuid(sum.digest))
      .step();
}

bool EditsChecksum::is_intact() const {
  if (!is_known_) return true;
  const Sum all = of_all();
  return all == sum_ || all.count > sum_.count;
}

}  // namespace codau::store
