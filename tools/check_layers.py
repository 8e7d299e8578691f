#!/usr/bin/env python3
"""House rules read from the sources and run as a CTest: who may include whom, which library belongs to
which room, who may catch or print, how long a header may be, and that every header which promises a law is named
by a test of laws.

usage: check_layers.py ROOT        judge ROOT/src
       check_layers.py --self-test prove that the check can fail

Exit status: 0 clean, 1 findings (one per line on stderr).
"""
import pathlib
import re
import sys
import tempfile

# The house. A room may include itself, and the rooms named here; nothing else.
ROOMS = {
    "core": [],
    "nn": ["core"],
    "text": ["core"],
    "io": ["core", "text"],
    "lm": ["core"],
    "markup": ["core", "text"],
    "recogniser": ["core", "nn"],
    "raster": ["core"],
    "source": ["core", "raster"],
    "views": ["core", "raster"],
    "page": ["core", "raster", "views"],
    "segment": ["core", "nn", "raster", "source", "views", "page"],
    "layout": ["core", "raster", "page", "segment"],
    "lines": ["core", "nn", "text", "recogniser", "raster", "page"],
    "ocr": ["core", "text", "recogniser", "raster", "source", "views", "page", "segment", "layout", "lines"],
    "restore": ["core", "text", "lm"],
    "document": ["core", "text"],
    "record": ["core", "text", "document"],
    "store": ["core", "io", "text", "document", "record"],
    "export": ["core", "io", "text", "document", "record", "store"],
    "worker": ["core", "io", "text", "raster", "source", "views", "page", "lines", "ocr", "restore", "document", "record", "store", "export"],  # opens sources
    "pipeline": ["core", "io", "text", "lm", "restore", "document", "record", "store", "export", "worker"],
    "web": ["core", "text"],
    "review": ["core", "io", "text", "record", "store", "pipeline", "web"],
    "office": ["core", "io", "text", "record", "store", "export", "worker", "pipeline", "review", "web"],
    "app": ["core", "io", "text", "lm", "markup", "restore", "document", "record", "store", "export", "pipeline", "web", "review", "office"],
}
# The sub-rooms of a room, from the ground up: which others of its room one may include, and its doors, the only
# headers that others may. What lies in the room's own folder may include every door; VALUES are open to all above
# the sub-rooms that they are made of.
SUB_ROOMS = {
    "segment": {
        "rules": ([], "arrival_stamp bleed_through dark_shapes hidden_rulings letter_rows lone_words mark_finder pale_print rulings seals stamps stray_marks streak_removal streaks"),
    },
    "export": {
        "target": ([], "decimal file_set target_folder target_guard xml_text"),
        "delivery": (["target"], "cell_text change_feed delivered_digest export_filter row_source selection titles"),
        "tabular": (["target", "delivery"], "csv_reader database_file document_files nested_jsonl opensearch row_text table_files"),
        "xlsx": (["target", "delivery", "tabular"], "plan_workbook workbook zip_file"),
        "postgres": (["target", "delivery", "tabular"], "postgres_connection postgres_load postgres_schema postgres_text"),
        "pdf": (["target"], "paper_pdf_finder pdf_a pdf_links replace_text_layers searchable_pdf"),
        "words": (["target", "delivery"], "placed_page word_files"),
        "archive": (["target", "delivery", "tabular", "xlsx", "pdf"], "archival_files archival_plan fault_list package_files package_plan"),
    },
    "review": {
        "queue": ([], "action_target document_verdict file_division json json_response page_ranges queue_refresher review_action review_queue rows sample scan_crop scan_excerpt task_order text_segments typed_values"),
        "actions": (["queue"], "actions"),
        "views": (["queue"], "picture_cache statistics_endpoints views"),
        "service": (["queue", "actions", "views"], "review_service"),
    },
    "office": {
        "jobs": ([], "arranged_uploads arrangement_store export_formats folder_watches job job_runner job_store name_table page_inspection page_plan"),
        "api": ([], "json openapi read_api"),
        "server": (["jobs", "api"], "archive_chooser office_server"),
    },
    "pipeline": {
        "inputs": ([], "folder_events inbox_folder inputs interrupt iso_time join_folders known_probes metadata models page_keys reject_list rejects run_hooks run_log run_options source_catalogue source_identity sources stage_versions stop_signals"),
        "output": (["inputs"], "document_state edited_text_files file_copy file_faults fingerprint handwritten_words job_queue manifest notes output_files output_guard page_words_reader page_inspector publish received_document row_spool run_origin run_status scan_renderer stored_page worker_engines worker_pool"),
        "edits": (["inputs", "output"], "corrector cross_references document_copies document_lines hand_strips learnt pdf_cutter removal update_pdf_layers"),
        "jobs": (["inputs", "output", "edits"], "document_stage older_documents probes progress_counter remake_file scheduler"),
        "merge": (["inputs", "output", "edits"], "merge"),
        "backup": (["inputs"], "back_up backup_manifest disk_space restore_backup"),
    },
    "store": {
        "database": ([], "file_messages key_cursor list_text ordered_lookup serial_executor sqlite stored_row"),
        "schema": (["database"], "database_identity ddl flat_views own_schema physical_schema printed_passage review_queue_view search_tables"),
        "documents": (["database", "schema"], "build_state document_rows document_stats document_texts list_rows"),
        "results": (["database"], "result_files result_names"),
        "edits": (["database", "schema"], "edits_checksum hand_store name_index"),
        "pages": (["database", "schema"], "page_store seen_input"),
        "changes": (["database", "schema", "pages"], "history output_origin"),
        "citations": (["database", "documents"], "xref_index"),
        "search": (["database", "schema"], "search_index search_query"),
        "lists": (["database", "schema", "results", "search"], "document_list reject_list task_list"),
        "upgrade": (["database", "schema", "documents", "results", "edits", "pages", "citations"], "migrations old_folders"),
    },
    "record": {
        "schema": ([], "codes field_key find_cell flat_tables ids reasons review_cost row row_codec schema sha256 typed_row validate"),
        "rows": (["schema"], "agency_rows correction deadline_fields document_types flags law_type learnt_names records source_map"),
        "edits": (["schema", "rows"], "apply_promulgator carry_edits derived_edits edit_places edit_row_finder edit_rules edit_validator human_changes human_edit line_edits relative_deadlines review_doubts sign_off"),
        "citations": (["schema", "rows", "edits"], "xref"),
    },
    "restore": {
        "text": ([], "abbreviations definitions enumerators json labels letter_case line_continuation line_endings look_alikes lost_letters nearby_changes options spelling table_file tokens"),
        "channel": (["text"], "channel keystrokes observed_word"),
        "lexicon": (["text", "channel"], "candidate candidate_arena knowledge known_names search_budget vocabulary word_type"),
        "decode": (["text", "channel", "lexicon"], "candidate_finder context_input context_rescorer decoded_window line_damage person_names repetition token_window trellis word_cache"),
        "repair": (["text", "lexicon", "decode"], "fill_letters lost_spaces restore_window sign_marks stray_signs uncertain_blanks"),
        "api": (["text", "repair"], "change_log json_lines restorer stream"),
    },
    "document": {
        "words": ([], "add_reason calendar field form_patterns heading_words numbering passage pattern strip_specks working_days"),
        "agencies": (["words"], "agency agency_cell_reader agency_list agency_name gazetteer name_form persons"),
        "references": (["words"], "code_letters document_code document_type reference"),
        "deadlines": (["words", "references"], "deadline digit_repair"),
        "tasks": (["words", "agencies", "deadlines"], "column_roles document_context duty_actor label_roles task task_cell task_list task_row"),
        "layout": (["words", "references"], "closing head_lines page_sequence printed_line read_layout signature_office"),
        "sections": (["words", "agencies", "tasks", "layout"], "sections"),
        "header": (["words", "agencies", "references", "deadlines", "tasks", "layout", "sections"],
                   "detect_secrecy settle_handwriting header header_input header_places recipients"),
        "tables": (["words", "agencies", "deadlines", "tasks", "layout", "sections"], "plain_tables task_tables"),
        "prose": (["words", "agencies", "tasks", "layout", "sections"], "common_actor_tasks labelled_tasks prose_tasks unread_duties"),
    },
}
VALUES = {"document/document.h": ["sections", "header", "tables", "prose"]}
# Header prefixes that belong to some rooms, and there only to their .cpp files.
OWNED = {
    "unicode/": ["text"], "re2/": ["document"], "tesseract/": ["lines"], "hwy/": ["nn"],
    "leptonica/": ["raster"], "allheaders.h": ["raster", "source", "views", "page", "segment", "layout"], "poppler/": ["source"],
    "qpdf/": ["source", "export"], "libpq-fe.h": ["export"], "sqlite3.h": ["store"], "openssl/": ["record", "raster"], "tiffio.h": ["source"],
    "nlohmann/": ["text", "restore", "record", "export", "worker", "pipeline", "store", "review", "office"],
    "httplib.h": ["web"], "expat.h": ["markup"], "libxml/": ["export"],
    "xlsxwriter.h": ["export"], "zip.h": ["export"], "archive.h": ["io"], "archive_entry.h": ["io"], "zlib.h": ["source", "io"], "CLI/": ["app"], "seccomp.h": ["worker"], "thread": ["io", "pipeline", "store", "review", "web", "office"], "mutex": ["pipeline", "text", "store", "review", "web", "office"],
    "atomic": ["pipeline", "office"], "future": ["pipeline", "store"], "condition_variable": ["pipeline", "store", "review", "web", "office"],
}
PRINTS = re.compile(r"\b(?:f|v|vf)?printf\s*\(|\bf?puts\s*\(|std::(?:cerr|cout|clog)\b")
MAY_CATCH = {"source/assemble_pdf.cpp", "source/pdf_objects.cpp", "source/image_pdf.cpp", "export/pdf/searchable_pdf.cpp", "pipeline/inputs/reject_list.cpp",
             "restore/api/c_interface.cpp", "worker/main.cpp", "office/server/office_server.cpp", "office/jobs/folder_watches.cpp", "office/jobs/job_runner.cpp", "office/server/service_api.cpp", "web/http_server.cpp", "app/main.cpp"}
MAX_HEADER_LINES = 150
# Shared by *.cpp files of one room, and by nothing else: what they include goes no further.
PRIVATE_HEADERS = {"office/jobs/arranged_uploads.h", "office/jobs/arrangement_store.h", "office/jobs/page_inspection.h", "web/access_guard.h", "web/connection_pool.h", "office/jobs/folder_watches.h", "office/jobs/job_runner.h", "office/jobs/job_store.h",
                   "office/api/json.h", "office/server/server_context.h", "review/queue/json.h", "store/packed_json.h"}

INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]', re.M)
MODULE = re.compile(r"^codau_module\((\w+)[^)]*?\bDEPS\s+((?:[a-z]+\s*)+)", re.M)
LAW = re.compile(r"\bLaws?:")


def sub_room_of(name):
    """The sub-room that a header or source lies in; "" for the room's own folder."""
    parts = name.split("/")
    return parts[1] if parts[0] in SUB_ROOMS and len(parts) > 2 else ""


def check_sub_rooms(rel, name):
    """What a file of one sub-room, or of another room, includes of a room with sub-rooms."""
    room, mine, other = name.split("/")[0], sub_room_of(rel), sub_room_of(name)
    inside = rel.split("/")[0] == room
    if inside and mine == other:
        return
    if inside and mine and name not in VALUES and other not in SUB_ROOMS[room][mine][0]:
        yield f"{rel}: {mine} may not include {name}"
    elif inside and name in VALUES and mine not in VALUES[name]:
        yield f"{rel}: {mine} may not include {name}"
    elif other and pathlib.Path(name).stem not in SUB_ROOMS[room][other][1].split():
        yield f"{rel}: {name} is no door of {other}"


def check_file(root, path):
    rel = path.relative_to(root / "src").as_posix()
    room, text = rel.split("/")[0], path.read_text(encoding="utf-8")
    if room not in ROOMS:
        yield f"{rel}: '{room}' is not a room"
        return
    if room in SUB_ROOMS and rel.count("/") > 1 and sub_room_of(rel) not in SUB_ROOMS[room]:
        yield f"{rel}: '{sub_room_of(rel)}' is not a sub-room"
        return
    for quote, name in INCLUDE.findall(text):
        other = name.split("/")[0]
        if quote == '"' and other != room and other not in ROOMS[room]:
            yield f"{rel}: {room} may not include {name}"
        if quote == '"' and other in SUB_ROOMS:
            yield from check_sub_rooms(rel, name)
        if name in PRIVATE_HEADERS and (other != room or (path.suffix != ".cpp" and rel not in PRIVATE_HEADERS)):
            yield f"{rel}: {name} is of the *.cpp files of {other} alone"
        for prefix, owners in OWNED.items():
            hit = name.startswith(prefix) if prefix.endswith("/") else name == prefix
            if hit and (room not in owners or (path.suffix != ".cpp" and rel not in PRIVATE_HEADERS)):
                yield f"{rel}: <{name}> belongs in {' and '.join(owners)} (*.cpp)"
    if re.search(r"\bcatch\s*\(", text) and rel not in MAY_CATCH:
        yield f"{rel}: only {' and '.join(sorted(MAY_CATCH))} may catch"
    if PRINTS.search(text) and room != "app":
        yield f"{rel}: only app prints"
    lines = text.count("\n")
    if path.suffix == ".h" and lines > MAX_HEADER_LINES:
        yield f"{rel}: {lines} lines, a header may have {MAX_HEADER_LINES}"


def check(root):
    for path in sorted((root / "src").rglob("*")):
        if path.suffix in (".h", ".cpp"):
            yield from check_file(root, path)
    tests = [p.read_text(encoding="utf-8") for kind in ("property", "fuzz")
             for p in sorted((root / "tests" / kind).glob("*.cpp"))]
    comments = "".join(re.findall(r"//.*", "".join(tests)))  # an #include is not a promise kept
    for path in sorted((root / "src").rglob("*.h")):
        rel = path.relative_to(root / "src").as_posix()
        if LAW.search(path.read_text(encoding="utf-8")) and rel not in comments:
            yield f"{rel}: promises a law, but no property or fuzz test names it"
    for lists in sorted((root / "src").rglob("CMakeLists.txt")):
        for room, deps in MODULE.findall(lists.read_text(encoding="utf-8")):
            for dep in deps.split():
                if dep not in ROOMS[room]:
                    yield f"{lists.relative_to(root).as_posix()}: {room} may not link {dep}"


def self_test():
    bad = {
        "core/a.h": '#include "text/b.h"\n',
        "text/b.h": "#include <unicode/uchar.h>\n",
        "restore/c.cpp": "#include <thread>\n",
        "lm/d.cpp": "try { f(); } catch (...) {}\n",
        "ocr/m.cpp": "std::fprintf(stderr, text);\n",
        "store/h.h": '#include "store/packed_json.h"\n',
        "lm/e.h": "\n" * (MAX_HEADER_LINES + 1),
        "kitchen/f.h": "\n",
        "document/attic/i.h": "\n",
        "document/tables/j.cpp": '#include "document/prose/prose_tasks.h"\n',
        "document/k.cpp": '#include "document/tables/task_columns.h"\n',
        "document/words/l.cpp": '#include "document/document.h"\n',
        "text/g.h": "// Law: 1 + 1 == 2\n",
        "lm/CMakeLists.txt": "codau_module(lm SOURCES d.cpp DEPS core text)\n",
    }
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, text in bad.items():
            (root / "src" / name).parent.mkdir(parents=True, exist_ok=True)
            (root / "src" / name).write_text(text, encoding="utf-8")
        found = list(check(root))
    return [] if len(found) == len(bad) else [f"self-test: {len(found)} findings: {found}"]


def main(argv):
    if len(argv) != 2:
        sys.exit(__doc__)
    findings = self_test() if argv[1] == "--self-test" else list(check(pathlib.Path(argv[1])))
    for finding in findings:
        print(finding, file=sys.stderr)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
