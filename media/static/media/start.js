/** For pages that have players and no script of their own. */

import { startPlayers } from "./player.js";

startPlayers();
