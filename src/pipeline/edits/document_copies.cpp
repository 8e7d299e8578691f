#include "pipeline/edits/document_copies.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <system_error>
#include <tuple>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "pipeline/edits/corrector.h"
#include "pipeline/edits/update_pdf_layers.h"
#include "pipeline/output/document_state.h"
#include "pipeline/output/edited_text_files.h"
#include "pipeline/output/fingerprint.h"
#include "pipeline/output/output_files.h"
#include "record/citations/xref.h"
#include "record/edits/carry_edits.h"
#include "record/edits/edit_row_finder.h"
#include "record/edits/edit_rules.h"
#include "record/rows/flags.h"
#include "record/schema/reasons.h"
#include "record/schema/row.h"
#include "record/schema/schema.h"
#include "record/schema/typed_row.h"
#include "record/schema/validate.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;
using record::Documents;
using record::HumanEdit;
using record::Pages;
using record::Row;
using record::Sources;

constexpr const char* kPagesElsewhere = "PAGES_ELSEWHERE";

/// Returns the time of an edit. An edit that cannot be parsed sorts first: no other edit depends on
/// its place.
std::string time_of(const std::string& edit) {
  const std::optional<HumanEdit> read = record::edit_from_json(edit);
  return read ? read->at : std::string();
}

/// First and last page; nothing for plain text.
using SourcePages = std::pair<std::optional<std::int64_t>, std::optional<std::int64_t>>;

/// Returns the page range that all names of a document share. Returns nothing if the document comes
/// from several files.
std::optional<SourcePages> pages_of_all(const std::vector<Row>& rows) {
  std::set<SourcePages> out;
  for (const Row& row : rows) {
    const record::ConstCells<Sources> source(row);
    out.emplace(source.get(Sources::page_from), source.get(Sources::page_to));
  }
  return out.size() == 1 ? std::optional(*out.begin()) : std::nullopt;
}

/// Returns the source names of both, sorted as in source_catalogue.cpp and renumbered. If the two
/// divide the file differently, the pages of the first are kept.
std::vector<Row> sources_of_both(const std::vector<Row>& one, std::vector<Row> other) {
  if (const auto pages = pages_of_all(one); pages && pages_of_all(other)) {
    for (Row& row : other) {
      record::Cells<Sources>(row)
          .set(Sources::page_from, pages->first)
          .set(Sources::page_to, pages->second);
    }
  }
  std::vector<Row> rows = one;
  rows.insert(rows.end(), other.begin(), other.end());
  const auto key = [&](const Row& row) {
    const record::ConstCells<Sources> source(row);
    return std::tuple(source.get(Sources::page_from), source.get(Sources::source_path),
                      source.get(Sources::source_name));
  };
  std::ranges::stable_sort(rows, {}, key);
  const auto is_same = [&](const Row& a, const Row& b) { return key(a) == key(b); };
  rows.erase(std::unique(rows.begin(), rows.end(), is_same), rows.end());
  for (std::int64_t seq = 1; Row & row : rows) record::Cells<Sources>(row).set(Sources::seq, seq++);
  return rows;
}

std::vector<HumanEdit> read(const std::vector<std::string>& edits) {
  std::vector<HumanEdit> out;
  for (const std::string& line : edits) {
    if (auto edit = record::edit_from_json(line)) out.push_back(std::move(*edit));
  }
  return out;
}

record::SourceInfo source_of(const std::vector<Row>& documents, const std::vector<Row>& sources) {
  record::SourceInfo out;
  out.sha256 = record::ConstCells<Documents>(documents.front()).text(Documents::source_sha256);
  for (const Row& row : sources) {
    const record::ConstCells<Sources> source(row);
    out.names.push_back({source.text(Sources::source_name), source.text(Sources::source_path)});
  }
  return out;
}

using FirstPages = std::vector<std::uint32_t>;

/// Returns all divisions of a file that people set, and the automatic one.
std::set<FirstPages> divisions_of(const std::vector<HumanEdit>& edits) {
  std::set<FirstPages> out{{}};
  for (const HumanEdit& edit : edits) {
    if (edit.action == record::EditAction::kDivide)
      out.insert(record::parse_pages(record::find_wanted_division(std::span(&edit, 1)))
                     .value_or(FirstPages()));
  }
  return out;
}

/// The settings of a document, as far as its fingerprint shows them.
struct MadeBy {
  std::string means, type;  ///< `type`: given by a person (--metadata), or ""
  FirstPages first_pages;   ///< division of its file by a person, or empty
};

/// Returns the keys that may have made a document: those of its output (Origin), and its own.
std::vector<std::string> means_of(const std::vector<std::string>& keys,
                                  const std::string& fingerprint) {
  constexpr std::string_view kMeans = "documents ";
  std::vector<std::string> out;
  for (const std::string& key : keys) {
    if (key.starts_with(kMeans)) out.push_back(key.substr(kMeans.size()));  // by older code
  }
  if (const auto made = Fingerprint::parse(fingerprint)) out.push_back(made->asked);
  return out;
}

/// Returns nothing if no key of `keys` (Origin) and no division of `divisions` gives the
/// fingerprint.
std::optional<MadeBy> made_by(const std::vector<std::string>& keys, const std::string& fingerprint,
                              const record::Records& rows, const std::set<FirstPages>& divisions) {
  const std::vector<Row>& documents = rows[record::TableId::kDocuments];
  if (documents.empty()) return std::nullopt;
  record::SourceInfo source = source_of(documents, rows[record::TableId::kSources]);
  const std::string& type =
      record::ConstCells<Documents>(documents.front()).text(Documents::type_code);
  for (const std::string& means : means_of(keys, fingerprint)) {
    for (const std::string& given : {std::string(), type}) {
      for (const FirstPages& pages : divisions) {
        source.type_code = given;
        source.first_pages = pages;
        record::SourceInfo other = source;
        other.names.push_back({"another", "another"});
        if (rename_in_fingerprint(fingerprint, means, source, other) != fingerprint)
          return MadeBy{means, given, pages};
      }
    }
  }
  return std::nullopt;
}

/// Returns the fingerprint that the next run would compute, so that nothing is made again.
std::string fingerprint_of_both(const store::Store& store, const record::Records& after,
                                const std::vector<HumanEdit>& edits, const std::string& doc_id) {
  const record::Records mine = store.records_of(doc_id);
  const std::string before = store.fingerprint(doc_id);
  const auto made = made_by(store.origin().keys, before, mine, divisions_of(edits));
  if (!made) return before;
  const std::vector<Row>& documents = after[record::TableId::kDocuments];
  record::SourceInfo was = source_of(documents, mine[record::TableId::kSources]);
  record::SourceInfo is = source_of(documents, after[record::TableId::kSources]);
  was.type_code = is.type_code = made->type;
  was.first_pages = is.first_pages = made->first_pages;
  return rename_in_fingerprint(before, made->means, was, is);
}

/// The properties of a reading that decide which of two is better.
struct Reading {
  std::string fingerprint;
  bool has_rows = false;
  StageLimit until = StageLimit::kOcr;
  std::size_t bytes = 0;  ///< size of the OCR text
  /// Number and text of each page; `confidence` is their sum.
  std::set<std::pair<std::int64_t, std::string>> pages;
  double confidence = 0;

  [[nodiscard]] auto rank() const {
    return std::tuple(has_rows, is_fully_read(fingerprint), pages.size(), until, confidence, bytes,
                      fingerprint);
  }
};

Reading reading_of(const record::Records& rows, const std::string& fingerprint,
                   const std::optional<store::DocumentTexts>& texts, bool lacks_text) {
  Reading out;
  out.fingerprint = fingerprint;
  out.has_rows = !rows[record::TableId::kDocuments].empty();
  out.until = lacks_text ? StageLimit::kOcr
                         : find_stage_limit(out.has_rows, texts && texts->changes.has_value());
  out.bytes = texts ? texts->as_read.size() : 0;
  for (const Row& row : rows[record::TableId::kPages]) {
    const record::ConstCells<Pages> page(row);
    if (page.get(Pages::width_px).value_or(0) == 0) continue;  // was not read
    out.confidence += page.get(Pages::mean_conf).value_or(0);
    out.pages.emplace(page.get(Pages::page_no).value_or(0), page.text(Pages::text_ocr));
  }
  return out;
}

/// Returns for each page whether it was read.
std::map<std::uint32_t, bool> pages_of(const store::Store& store, const std::string& doc_id) {
  std::map<std::uint32_t, bool> out;
  for (const Row& row : store.rows_of(doc_id, record::TableId::kPages)) {
    const record::ConstCells<Pages> page(row);
    const std::int64_t number = page.get(Pages::page_no).value_or(0);
    out[static_cast<std::uint32_t>(number)] = page.get(Pages::width_px).value_or(0) > 0;
  }
  return out;
}

/// Returns all documents of a file. `doc_id`: the first one.
template <class AnyStore>
std::vector<record::Records> file_of(const AnyStore& store, const std::string& doc_id) {
  std::vector<record::Records> out{store.records_of(doc_id)};
  for (const std::string& one : store.sub_documents(doc_id)) out.push_back(store.records_of(one));
  return out;
}

/// Returns the first document with the pages of all, as they were read together.
record::Records with_all_pages(const std::vector<record::Records>& file) {
  record::Records out = file.front();
  for (auto one = std::next(file.begin()); one != file.end(); ++one) {
    const std::vector<Row>& more = (*one)[record::TableId::kPages];
    out[record::TableId::kPages].insert(out[record::TableId::kPages].end(), more.begin(),
                                        more.end());
  }
  return out;
}

/// Returns the first pages of the documents of a file, in the text form of a division.
std::string first_pages_of(const std::vector<record::Records>& file) {
  return record::to_text(record::collect_source_file_facts(file).first_pages);
}

}  // namespace

bool has_same_division(const store::MergeSource& other, const store::Store& store,
                       const std::string& doc_id) {
  return store.sub_documents(doc_id) == other.sub_documents(doc_id);
}

std::vector<std::string> merge_edits(const std::vector<std::string>& one,
                                     const std::vector<std::string>& other) {
  std::vector<std::string> out;
  // Counts: an edit is taken as often as the list that has it most often.
  std::map<std::string, std::size_t> taken, of_one, of_other;
  const auto take = [&](const std::string& edit, std::map<std::string, std::size_t>& met) {
    if (++met[edit] <= taken[edit]) return;
    ++taken[edit];
    out.push_back(edit);
  };
  std::size_t i = 0, k = 0;
  while (i < one.size() || k < other.size()) {
    if (k == other.size()) {
      take(one[i++], of_one);
    } else if (i == one.size()) {
      take(other[k++], of_other);
    } else {
      const auto mine = std::tuple(time_of(one[i]), one[i]);
      const auto theirs = std::tuple(time_of(other[k]), other[k]);
      mine <= theirs ? take(one[i++], of_one) : take(other[k++], of_other);
    }
  }
  return out;
}

std::vector<std::string> make_carried_edits(const LocalState& lost, const std::string& doc_id,
                                            const std::string& host) {
  if (std::ranges::any_of(lost.edits, record::may_be_newer)) throw make_newer_edit_error(doc_id);
  const std::uint32_t page = record::find_page_range(lost.sources).from;
  std::vector<std::string> out;
  for (const HumanEdit& edit : record::to_carried_edits(read(lost.edits), doc_id, page, host))
    out.push_back(record::to_json(edit));
  return out;
}

LocalState load_local_state(const store::Store& store, const std::string& doc_id) {
  return {store.edits(doc_id), store.records_of(doc_id)[record::TableId::kSources]};
}

LocalState load_local_state(const store::MergeSource& other, const std::string& doc_id) {
  return {other.edits(doc_id), other.records_of(doc_id)[record::TableId::kSources]};
}

ExtensionReport extend_document(store::Store& store, const text::Lexicon& lexicon,
                                const LocalState& more, const std::string& doc_id) {
  const std::vector<std::string> before = store.edits(doc_id);
  const std::vector<std::string> edits = merge_edits(before, more.edits);
  record::Records rows = record::sort_records_by_key(store.records_of(doc_id));
  if (rows[record::TableId::kDocuments].empty()) {
    if (edits != before) store.put_edits(doc_id, edits);  // kept for the run that makes the rows
    return {edits != before, 0};
  }
  std::vector<Row> sources = sources_of_both(rows[record::TableId::kSources], more.sources);
  if (edits == before && sources == rows[record::TableId::kSources]) return {};
  const bool has_new_names = sources != rows[record::TableId::kSources];
  rows = record::remove_xref(lexicon, std::move(rows));
  const record::Records was = rows;
  rows[record::TableId::kSources] = std::move(sources);
  const std::vector<record::HumanEdit> known = read(before), all = read(edits);
  record::EditedRecords edited = record::apply_edits(lexicon, std::move(rows), all);
  const auto findings = record::validate_rows(edited.records);
  if (!findings.empty()) throw Error(ErrorCode::kInternal, "joined rows: " + findings.front());
  const record::Records made = record::apply_no_xref(lexicon, edited.records);
  const std::string fingerprint = fingerprint_of_both(store, edited.records, all, doc_id);
  store.require_recorded_rows(doc_id);  // before files are written
  io::AtomicFileBatch files;
  const auto texts =
      rewrite_text(store.results().paths(doc_id).text, store.texts(doc_id), {was, known},
                   {edited.records, all}, store.known_files(doc_id).printed, files);
  files.commit();
  // No worker has sent rows with the new names.
  const std::string answer = has_new_names ? std::string() : store.answer(doc_id);
  store.put_edits(doc_id, edits);
  if (texts) {
    store.save_records(doc_id, made, texts->printed);
    save_texts(store, doc_id, texts->texts);
  }
  store.renew_records(doc_id, made);
  store.save_fingerprint(doc_id, fingerprint);
  store.save_answer(doc_id, answer);
  if (texts) update_pdf_layers(store, {doc_id});
  return {true, edited.open.size()};
}

bool has_page(const store::Store& store, const std::string& doc_id, std::uint32_t page) {
  const auto read = pages_of(store, doc_id);
  const auto found = read.find(page);
  return found != read.end() && found->second;
}

void note_pages_elsewhere(store::Store& store, const std::string& doc_id) {
  record::Records rows = record::sort_records_by_key(store.records_of(doc_id));
  if (rows[record::TableId::kDocuments].empty()) return;
  const record::ConstCells<Documents> document(rows[record::TableId::kDocuments].front());
  const std::string& source = document.text(Documents::source_sha256);
  const bool has_more = std::ranges::any_of(pages_of(store, doc_id), [&](const auto& page) {
    return !page.second && !store.pages().keys(source, page.first).empty();
  });
  std::vector<std::string> flags = document.codes(Documents::flags);
  if (!has_more || std::ranges::find(flags, kPagesElsewhere) != flags.end()) return;
  flags.emplace_back(kPagesElsewhere);
  record::Cells<Documents> cells(rows[record::TableId::kDocuments].front());
  record::set_flags(cells, record::sort_reasons(flags));
  store.begin_batch();
  store.revise_records(doc_id, rows);
}

bool is_fully_read(std::string_view fingerprint) {
  return !fingerprint.empty() && !fingerprint.ends_with(" in part");
}

ReadingChoice choose_reading(const store::MergeSource& other, const store::Store& store,
                             const std::string& doc_id, const CopyFaults& faults) {
  const std::string mine = store.fingerprint(doc_id), theirs = other.fingerprint(doc_id);
  if (mine == theirs && store.has_document(doc_id) == other.has_document(doc_id))
    return {faults.ours.has_any() && !faults.theirs.has_any()};
  const auto file = file_of(store, doc_id), their_file = file_of(other, doc_id);
  const record::Records rows = with_all_pages(file), their_rows = with_all_pages(their_file);
  const Reading here = reading_of(rows, mine, store.texts(doc_id), faults.ours.text);
  const Reading there = reading_of(their_rows, theirs, other.texts(doc_id), faults.theirs.text);
  const auto far = [](const Reading& one) { return std::tuple(one.has_rows, one.until); };
  const bool are_whole = is_fully_read(mine) && is_fully_read(theirs);
  const std::vector<HumanEdit> edits = read(merge_edits(store.edits(doc_id), other.edits(doc_id)));
  const auto made = [&, keys = store.origin().keys, divisions = divisions_of(edits)](
                        const std::string& fingerprint, const record::Records& made_rows) {
    return made_by(keys, fingerprint, made_rows, divisions);
  };
  const bool are_alike =
      are_whole || (!is_fully_read(mine) && !is_fully_read(theirs) && here.pages == there.pages);
  if (are_alike && far(here) == far(there) && !has_same_division(other, store, doc_id)) {
    const std::string wanted = record::find_wanted_division(edits);
    const auto rank = [&](const std::string& is, const std::string& fingerprint,
                          const record::Records& made_rows) {
      const auto by = wanted.empty() ? made(fingerprint, made_rows) : std::nullopt;
      return std::tuple(wanted.empty() ? by && by->first_pages.empty() : is == wanted, is);
    };
    return {rank(first_pages_of(file), mine, rows) <
            rank(first_pages_of(their_file), theirs, their_rows)};
  }
  if (are_whole && far(here) == far(there)) {
    const auto type = [&](const std::string& fingerprint, const record::Records& made_rows) {
      return made(fingerprint, made_rows).value_or(MadeBy{}).type;
    };
    const std::string one = type(mine, rows), another = type(theirs, their_rows);
    ReadingChoice choice{one < another};
    if (!one.empty() && !another.empty() && one != another)
      choice.types = std::min(one, another) + ", " + std::max(one, another);
    return choice;
  }
  const bool is_theirs = here.rank() < there.rank();
  const Reading& goes = is_theirs ? here : there;
  const Reading& stays = is_theirs ? there : here;
  return {is_theirs, !is_fully_read(stays.fingerprint) && !is_fully_read(goes.fingerprint) &&
                         !std::ranges::includes(stays.pages, goes.pages)};
}

}  // namespace codau::pipeline
