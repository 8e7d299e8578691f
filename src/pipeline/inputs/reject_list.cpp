#include "pipeline/inputs/reject_list.h"

#include <exception>
#include <map>
#include <new>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "io/atomic_file.h"

namespace codau::pipeline {
namespace {

/// Replaces the stored rejects of the files in `by_file`. Rejects from other outputs (in `before`)
/// are kept beside the new ones.
void put_beside(std::map<std::string, std::vector<std::string>> by_file,
                const std::vector<Reject>& before, store::Store& store) {
  for (const Reject& reject : before) {
    const auto here = by_file.find(reject.file);
    if (here != by_file.end() && !reject.origin.empty()) here->second.push_back(to_json(reject));
  }
  for (const auto& [file, list] : by_file) store.put_rejects(file, list);
}

/// Returns true if a file was missing under one name and was read under another, as when it is
/// renamed during a run.
bool is_read_elsewhere(const Reject& reject, const store::Store& store) {
  return reject.origin.empty() && reject.stage == RejectStage::kInput &&
         reject.cause == Cause::kMissing && store.has_document(reject.doc_id);
}

/// Drops rejects of files that were read elsewhere. Keeps the other rejects of their paths.
void leave_out_read(std::map<std::string, std::vector<std::string>>& by_file,
                    const std::vector<Reject>& before, const store::Store& store) {
  std::map<std::string, std::vector<std::string>> left;
  for (const Reject& reject : before) {
    if (is_read_elsewhere(reject, store)) left[reject.file];
  }
  for (const Reject& reject : before) {
    const auto of_file = left.find(reject.file);
    const bool stays = reject.origin.empty() && !is_read_elsewhere(reject, store);
    if (of_file != left.end() && stays) of_file->second.push_back(to_json(reject));
  }
  by_file.merge(left);  // rejects of this run win
}

}  // namespace

std::optional<Error> catch_error(const std::function<void()>& work) {
  try {
    work();
    return std::nullopt;
  } catch (const Error& error) {
    return error;
  } catch (const std::bad_alloc&) {
    return Error(Cause::kOutOfMemory, "codau itself ran out of memory");
  } catch (const std::exception& error) {
    return Error(ErrorCode::kInternal, error.what());
  }
}

bool is_input_fault(const Error& error) {
  return error.code() == ErrorCode::kInput && error.cause() != Cause::kNone;
}

bool is_exhaustion(const Error& error) {
  return error.cause() == Cause::kTimeout || error.cause() == Cause::kOutOfMemory;
}

bool is_worker_loss(const Error& error) {
  return !is_input_fault(error) || error.cause() == Cause::kCrashed || is_exhaustion(error);
}

Reject make_page_reject(const InputSource& source, std::uint32_t page) {
  const PageInFile place = source.place(page);
  const std::string& path = source.files.size() > 1 ? place.file.path : source.path();
  return {RejectStage::kPage, path, source.info.doc_id, place.number, {}, {}};
}

Reject make_pdf_reject(const InputSource& source) {
  return {RejectStage::kExport, source.path(), source.info.doc_id, {}, "pdf", {}};
}

void RejectList::add(Reject place, const Error& error) {
  if (error.code() != ErrorCode::kInput && error.code() != ErrorCode::kInternal) throw error;
  place.cause = is_input_fault(error) ? error.cause() : Cause::kCrashed;
  place.detail = error.what();
  log_.write({"rejected", place.file, place.page, std::string(describe_cause(place.cause).code),
              place.detail});
  rejects_.push_back(std::move(place));
}

void RejectList::add_part(const InputSource& source, const Error& error) {
  if (source.files.size() > 1)
    return add({RejectStage::kInput, source.folder, source.info.doc_id, {}, {}, {}}, error);
  for (const record::SourceName& name : source.info.names) {
    add({RejectStage::kInput, name.path, source.info.doc_id, {}, {}, {}}, error);
  }
}

void RejectList::refuse(InputSource& source, const Error& error) {
  source.refused = true;
  add_part(source, error);
}

bool RejectList::attempt(Reject place, const std::function<void()>& work) {
  const auto error = catch_error(work);
  if (error) add(std::move(place), *error);
  return !error;
}

bool RejectList::attempt_source(InputSource& source, const std::function<void()>& work) {
  const auto error = catch_error(work);
  if (error) refuse(source, *error);
  return !error;
}

std::vector<Reject> load_rejects(const store::Store& store) {
  std::vector<Reject> all;
  store.for_each_reject([&](std::string_view, const std::string& json) {
    if (auto reject = reject_from_json(json)) all.push_back(std::move(*reject));
  });
  return sort_rejects(std::move(all));
}

void remove_rejects(const std::set<std::string>& files, store::Store& store) {
  std::map<std::string, std::vector<std::string>> left;
  for (const std::string& file : files) left[file];
  if (!left.empty()) put_beside(std::move(left), load_rejects(store), store);
}

std::size_t save_rejects(const std::vector<Reject>& rejects,
                         const std::vector<InputSource>& sources,
                         const std::set<std::string>& origins, store::Store& store,
                         const std::filesystem::path& out) {
  std::map<std::string, std::vector<std::string>> by_file;
  std::set<std::string> doc_ids;
  for (const InputSource& source : sources) {
    if (source.done) continue;
    doc_ids.insert(source.info.doc_id);
    if (source.files.size() > 1) by_file[source.folder];
    for (const record::SourceName& name : source.info.names) by_file[name.path];
  }
  for (const Reject& reject : rejects) by_file[reject.file].push_back(to_json(reject));
  std::vector<Reject> before = load_rejects(store);
  leave_out_read(by_file, before, store);
  std::erase_if(before, [&](const Reject& reject) {
    return origins.contains(reject.origin) || doc_ids.contains(reject.doc_id);
  });
  for (Reject& reject : before) reject.is_namesake = true;
  store.begin_batch();
  put_beside(std::move(by_file), before, store);
  store.commit();
  const std::vector<Reject> all = load_rejects(store);
  io::write_atomically(out / "rejects.jsonl", to_jsonl(all));
  io::write_atomically(out / "rejects.csv", to_csv(all));
  return all.size();
}

}  // namespace codau::pipeline
