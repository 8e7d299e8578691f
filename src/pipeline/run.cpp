#include "pipeline/run.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <system_error>
#include <vector>

#include "export/files.h"
#include "export/parts.h"
#include "pipeline/catalogue.h"
#include "pipeline/cross_references.h"
#include "pipeline/document_stage.h"
#include "pipeline/engine.h"
#include "pipeline/files.h"
#include "pipeline/folders.h"
#include "pipeline/manifest.h"
#include "pipeline/metadata.h"
#include "pipeline/notes.h"
#include "pipeline/origin.h"
#include "pipeline/output_guard.h"
#include "pipeline/page_keys.h"
#include "pipeline/probes.h"
#include "pipeline/prune.h"
#include "pipeline/publish.h"
#include "pipeline/reject_list.h"
#include "pipeline/requests.h"
#include "pipeline/run_log.h"
#include "pipeline/scheduler.h"
#include "pipeline/tally.h"
#include "record/human_edit.h"
#include "record/ids.h"
#include "store/store.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

WorkerOptions workers_of(const RunOptions& options) {
#ifdef CODAU_SANITIZED
  constexpr std::uint64_t memory = 0;  // sanitizers reserve terabytes
#else
  const std::uint64_t memory = options.memory_page;
#endif
  return {options.worker, std::max(options.jobs, 1U), memory};
}

void note(const Hooks& hooks, const std::vector<Message>& lines) {
  for (const Message& line : lines) {
    if (hooks.note) hooks.note(line);
  }
}

// Documents that people took out stay out while their files stay.
void leave_taken_out(std::vector<Source>& sources, const store::Store& store, const Hooks& hooks) {
  const std::set<std::string> removed = store.removed();
  if (removed.empty()) return;
  std::vector<std::string> names;
  std::erase_if(sources, [&](const Source& source) {
    const bool is_page = source.files.size() == 1 && !source.folder.empty();
    if (is_page || !removed.contains(source.info.doc_id)) return false;
    names.push_back(source.path());
    return true;
  });
  note(hooks, taken_out(names));
}

// Documents whose folders hold other pages now are told of, or go.
void join_pages_of_folders(Catalogue& catalogue, const RunOptions& options, store::Store& store,
                           const Hooks& hooks, Gone& gone) {
  const std::vector<store::SeenInput> past = join_folders(catalogue.sources, store.pages());
  catalogue.replaced.insert(catalogue.replaced.end(), past.begin(), past.end());
  if (options.prune) {
    add_past(gone, past, store.pages());
    add_joined(gone, catalogue.sources, store.pages());
  }
  leave_taken_out(catalogue.sources, store, hooks);
}

// What a file was before it was written on goes, but for what people have worked on.
void follow(Catalogue& catalogue, const store::Store& store, Gone& gone) {
  const auto is_edited = [&](const store::SeenInput& past) {
    const std::string doc_id = record::doc_id(past.sha256);
    std::vector<std::string> all = store.further(doc_id);
    all.push_back(doc_id);
    if (std::ranges::all_of(all, [&](const auto& one) { return store.edits(one).empty(); }))
      return false;
    catalogue.replaced.push_back(past);
    return true;
  };
  std::erase_if(catalogue.followed, is_edited);
  add_past(gone, catalogue.followed, store.pages());
}

// "path → doc_id". Of what could not be read, or has been taken out, there is no older version.
std::vector<std::string> older_versions(const std::vector<store::SeenInput>& replaced,
                                        const store::Store& store) {
  std::vector<std::string> out;
  for (const store::SeenInput& one : replaced) {
    const std::string doc_id = record::doc_id(one.sha256);
    if (store.has_document(doc_id) || !store.fingerprint(doc_id).empty())
      out.push_back(one.path + " → " + doc_id);
  }
  return out;
}

std::size_t still_due(const std::vector<Source>& sources) {
  return static_cast<std::size_t>(std::ranges::count(sources, false, &Source::done));
}

// A run that stops before restoration needs it where an earlier one did not stop there.
bool restores(const RunOptions& options, const DocumentStage& stage,
              const std::vector<Source>& sources) {
  return options.until >= Until::kRestore || std::ranges::any_of(sources, [&](const Source& s) {
           return !s.done && stage.is_restored(s);
         });
}

// The forms that are there already (`before`) are kept up to date while the store is small. Of a
// large one they are written when they are asked for; else they would not be true any more.
Published publish(const RunOptions& options, const store::Store& store,
                  const std::set<std::string>& before, bool is_changed, const Hooks& hooks) {
  const bool asked = options.until == Until::kExports && options.formats_given;
  if (are_affordable(store) || asked) {
    std::set<std::string> forms = before;
    if (options.until == Until::kExports)
      forms.insert(options.formats.begin(), options.formats.end());
    return forms.empty() ? count_records(store) : publish_records(store, options.out, forms);
  }
  if (is_changed) {
    remove_records(options.out);
    note(hooks, {large_output(options.out)});
  }
  return count_records(store);
}

int exit_code(const Summary& summary, const Catalogue& catalogue, const Shard& shard) {
  const bool nothing_here = catalogue.sources.empty() && shard.count > 1;
  if (summary.documents == 0 && !nothing_here) return static_cast<int>(ErrorCode::kNothingRead);
  return summary.rejects > 0 ? static_cast<int>(ErrorCode::kInput) : 0;
}

// Of a source its files are known by their content; what could not be hashed is known by its path.
std::set<std::string> failed_files(const std::vector<Reject>& rejects, const Found& found,
                                   const std::vector<Source>& sources, const store::Pages& pages) {
  std::set<std::string> doc_ids, paths, out;
  for (const Reject& reject : rejects) {
    if (reject.doc_id.empty()) {
      paths.insert(reject.file);
    } else {
      doc_ids.insert(reject.doc_id);
    }
  }
  for (const Input& input : found.inputs) {
    if (paths.contains(input.name.path)) out.insert(place_of(input.file));
  }
  for (const Source& source : sources) {
    if (!doc_ids.contains(source.info.doc_id)) continue;
    for (const InputFile& file : source.files) {
      for (const store::SeenInput& seen : pages.inputs_with(file.sha256)) {
        if (seen.origin.empty()) out.insert(seen.file);
      }
    }
  }
  return out;
}

Summary summary_of(const Tally& tally, const Catalogue& catalogue,
                   const std::vector<Reject>& rejects, const Shard& shard) {
  Summary summary;
  summary.pages = tally.progress();
  summary.inputs = catalogue.inputs;
  summary.documents = tally.documents();
  summary.partial = tally.partial();
  summary.rejects = rejects.size();
  const std::size_t shown = std::min(kShown, rejects.size());
  summary.first.assign(rejects.begin(), rejects.begin() + static_cast<std::ptrdiff_t>(shown));
  summary.exit_code = exit_code(summary, catalogue, shard);
  return summary;
}

/// When a run began.
struct Beginning {
  std::chrono::system_clock::time_point time = std::chrono::system_clock::now();
  std::chrono::steady_clock::time_point ticks = std::chrono::steady_clock::now();

  [[nodiscard]] std::int64_t date() const { return std::chrono::system_clock::to_time_t(time); }
  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - ticks).count();
  }
};

// Paths of other shards are nobody's here.
void give_types(const std::map<std::string, std::string>& types, const RunOptions& options,
                const Hooks& hooks, std::vector<Source>& sources) {
  std::set<std::string> found;
  for (Source& source : sources) {
    const auto give = [&](const std::string& path) {
      const auto type = types.find(path);
      if (type == types.end()) return;
      source.info.type_code = type->second;
      found.insert(path);
    };
    for (const record::SourceName& name : source.info.names) give(name.path);
    give(source.path());
  }
  std::vector<std::string> vain;
  for (const auto& [path, type] : types) {
    if (!found.contains(path)) vain.push_back(path);
  }
  if (options.shard.count == 1) note(hooks, named_in_vain(vain));
}

// Files that people have divided otherwise than they were read (record::EditAction::kDivide).
void give_first_pages(const store::Store& store, std::vector<Source>& sources) {
  const auto divided = store.last_edits("divide");
  if (divided.empty()) return;
  for (Source& source : sources) {
    const auto found = divided.find(source.info.doc_id);
    const auto edit = found == divided.end() ? std::nullopt : record::edit_from_json(found->second);
    const auto* const pages = edit ? std::get_if<std::string>(&edit->value) : nullptr;
    if (pages != nullptr) source.info.first_pages = *record::pages_from(*pages);
  }
}

}  // namespace

Summary run(const RunOptions& options, const Hooks& hooks) {
  refuse_foreign_places(options);
  const RunLog log(options.log);
  Requests requests(workers_of(options), hooks);
  const DocumentStage stage(options);
  const Beginning beginning;
  const std::string sandbox = ask_sandbox(requests, options, hooks, log);

  Found found = find_inputs(options.inputs, options.out, options.group);
  if (options.takes)
    std::erase_if(found.inputs, [&](const Input& input) { return !options.takes(input); });
  note(hooks, left_out(found));
  exports::make_folder(options.out);
  store::Store store(options.out / "codau.db");
  sweep_output(options.out, store.was_finished());
  begin_origin(store, options.shard);
  const std::set<std::string> forms = forms_in(options.out);

  auto look = store.look();  // at all that an earlier run has left
  Gone gone;
  RejectList rejects(log);
  Catalogue catalogue = catalogue_of(found.inputs, options, hooks, store.pages(), rejects);
  std::vector<Source>& sources = catalogue.sources;
  if (options.prune) gone = gone_inputs(options.inputs, found, store.pages());
  if (options.follows) follow(catalogue, store, gone);
  forget_names(gone, store.pages());
  name_sources(catalogue, store.pages());
  leave_taken_out(sources, store, hooks);

  probe_sources(sources, options, store, requests, rejects);
  join_pages_of_folders(catalogue, options, store, hooks, gone);
  if (!options.metadata.empty())
    give_types(types_given(options.metadata, stage.lexicon()), options, hooks, sources);
  give_first_pages(store, sources);
  choose_pages(sources, options, rejects);
  Tally tally(sources, hooks);
  std::optional<std::string> engine;
  if (tally.progress().pages_all > 0) engine = load_reader(requests);
  const PageKeys keys = engine ? page_keys(*engine) : PageKeys{};
  const Means means{options, stage, keys, store, requests, rejects, tally, log, store.runs()};
  skip_finished(sources, means, hooks);
  look.reset();
  if (const std::size_t due = still_due(sources); due > 0) {
    load_lexicons(requests, stage.lexicon_folders());
    if (restores(options, stage, sources)) load_restorer(requests, options.home, due);
  }
  read_sources(sources, means, hooks);
  const std::size_t removed = prune(gone, store, options.out);
  std::erase_if(gone.of_others, [&](const std::string& one) { return !store.has_document(one); });
  note(hooks, kept_for_others(gone.of_others.size()));
  write_cross_references(store, options.out, stage.lexicon(), Keys::kAll);

  end_origin(store, options.shard, stage, keys, tally.documents());

  const std::vector<Reject> rejected = rejects.sorted();
  keep_rejects(rejected, sources, catalogue.origins, store, options.out);
  if (!options.prune) note(hooks, superseded(older_versions(catalogue.replaced, store)));
  const Published published = publish(options, store, forms, store.has_new_rows(), hooks);
  Summary summary = summary_of(tally, catalogue, rejected, options.shard);
  summary.removed = removed;
  summary.in_store = store.count("documents");
  summary.tasks = store.count("tasks");
  if (are_affordable(store)) summary.to_review = store.to_review();
  summary.failed = failed_files(rejected, found, sources, store.pages());
  summary.seconds = beginning.seconds();
  exports::write_atomically(options.out / "manifest.json",
                            manifest({options, sources, stage.models(), engine, sandbox, published,
                                      summary, beginning.date(), summary.seconds}));
  store.finish();
  log.write({"run_finished", {}, {}, {}, "exit " + std::to_string(summary.exit_code)});
  return summary;
}

}  // namespace codau::pipeline
