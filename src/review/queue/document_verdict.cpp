#include "review/queue/document_verdict.h"

#include "record/edits/edit_row_finder.h"
#include "record/schema/ids.h"
#include "record/schema/row.h"
#include "record/schema/schema.h"
#include "record/schema/typed_row.h"
#include "review/queue/rows.h"

namespace codau::review {
namespace {

using record::Row;
using record::Table;

bool is_verdict(const record::HumanEdit& edit) {
  return edit.action == record::EditAction::kAccept || edit.action == record::EditAction::kReject ||
         edit.action == record::EditAction::kReopen;
}

}  // namespace

std::string to_verdict_name(const record::HumanEdit& verdict) {
  return verdict.action == record::EditAction::kAccept   ? "accept"
         : verdict.action == record::EditAction::kReject ? "reject"
                                                         : "reopen";
}

std::optional<DocumentVerdict> find_document_verdict(const store::StoreReader& store,
                                                     std::string_view doc_id) {
  const Table& table = record::table(record::TableId::kDocuments);
  std::string version;
  bool is_accepted = false;
  store.for_each_row_of(table, doc_id, [&](const Row& row, std::string_view) {
    version = compute_version(table, row, "");
    using record::Documents;
    is_accepted = record::ConstCells<Documents>(row).text(Documents::review_status) == "accepted";
  });
  if (version.empty()) return std::nullopt;
  DocumentVerdict out;
  std::string rows = store.fingerprint(doc_id);
  for (const std::string& line : store.edits(doc_id)) {
    rows += '\n' + line;
    if (line.find(table.name) == std::string::npos) continue;  // most are of rows
    auto edit = record::edit_from_json(line);
    if (edit && edit->table == table.name && is_verdict(*edit) && !edit->from)
      out.verdicts.push_back(std::move(*edit));
  }
  if (const auto* const last = out.verdict(); last != nullptr && !last->pages.empty()) {
    record::Records now;
    now[record::TableId::kSources] =
        load_rows(store, record::table(record::TableId::kSources), doc_id,
                  {record::Sources::page_from.name, record::Sources::page_to.name});
    out.is_past = last->pages != record::format_page_range(now);
  }
  if (const auto* const last = out.verdict())
    out.is_withdrawn = last->action == record::EditAction::kAccept && !out.is_past && !is_accepted;
  std::string said = std::to_string(out.verdicts.size());
  if (const auto* const last = out.verdict())
    said += to_verdict_name(*last) + last->actor + last->at;
  constexpr std::size_t kDigits = 16;
  out.said = record::sha256(said).substr(0, kDigits);
  out.version = out.said + record::sha256(version + rows).substr(0, kDigits);
  return out;
}

Message make_conflict_message(const DocumentVerdict& now, std::string_view version) {
  if (version.starts_with(now.said)) {
    return both(
        "Các dòng của văn bản này vừa được người khác hoặc cửa sổ khác sửa; hãy xem lại rồi "
        "quyết định",
        "Somebody else, or another window, has just changed rows of this document; look "
        "again and decide");
  }
  Message out = both("Văn bản này vừa được người khác hoặc cửa sổ khác xét",
                     "Somebody else, or another window, has just judged this document");
  if (const auto* const verdict = now.verdict()) {
    const auto action = verdict->action;
    const Message did = action == record::EditAction::kAccept   ? both("duyệt xong", "accepted")
                        : action == record::EditAction::kReject ? both("quét lại", "rejected")
                                                                : both("mở lại", "opened again");
    out = out + both(" (" + verdict->actor + ": ", " (" + verdict->actor + ": ") + did + ")";
  }
  return out + both("; hãy xem lại rồi quyết định", "; look again and decide");
}

}  // namespace codau::review
