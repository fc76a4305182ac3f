// The one script a page loads. Each file does one thing and imports nothing: they communicate by
// events of the document ("announce", "toast"). In production they are served as one file.
import "./live.js";
import "./toasts.js";
import "./hotkeys.js";
import "./help.js";
import "./menus.js";
import "./dialogs.js";
import "./focus.js";
import "./failures.js";
import "./forms.js";
import "./rows.js";
import "./query.js";
import "./queue.js";
import "./theme.js";
import "./files.js";
import "./morph.js";
import "./keep.js";
import "./composer.js";
import "./filter.js";
import "./copy.js";
import "./combobox.js";
import "./mail.js";
